/* ICU: where words, lines and sentences end, and what letters are. late.h says why it is opened late. */
#include "late/late.h"

#include <unicode/ubidi.h>
#include <unicode/ubrk.h>
#include <unicode/uchar.h>
#include <unicode/uloc.h>
#include <unicode/unorm2.h>
#include <unicode/ustring.h>
#include <unicode/utext.h>

LATE(LATE_ICU, UCharDirection, u_charDirection, (UChar32 c), (c))
LATE(LATE_ICU, int8_t, u_charType, (UChar32 c), (c))
LATE(LATE_ICU, const char *, u_errorName, (UErrorCode code), (code))
LATE(LATE_ICU, uint8_t, u_getCombiningClass, (UChar32 c), (c))
LATE(LATE_ICU, int32_t, u_getIntPropertyValue, (UChar32 c, UProperty which), (c, which))
LATE(LATE_ICU, UBool, u_isalnum, (UChar32 c), (c))
LATE(LATE_ICU, UBool, u_isalpha, (UChar32 c), (c))
LATE(LATE_ICU, UBool, u_isdigit, (UChar32 c), (c))
LATE(LATE_ICU, UBool, u_isupper, (UChar32 c), (c))
LATE(LATE_ICU, UChar *, u_strFromUTF8WithSub,
     (UChar * dest, int32_t destCapacity, int32_t *pDestLength, const char *src, int32_t srcLength,
      UChar32 subchar, int32_t *pNumSubstitutions, UErrorCode *pErrorCode),
     (dest, destCapacity, pDestLength, src, srcLength, subchar, pNumSubstitutions, pErrorCode))
LATE(LATE_ICU, UChar *, u_strFromUTF8,
     (UChar * dest, int32_t destCapacity, int32_t *pDestLength, const char *src, int32_t srcLength,
      UErrorCode *pErrorCode),
     (dest, destCapacity, pDestLength, src, srcLength, pErrorCode))
LATE(LATE_ICU, char *, u_strToUTF8,
     (char *dest, int32_t destCapacity, int32_t *pDestLength, const UChar *src, int32_t srcLength,
      UErrorCode *pErrorCode),
     (dest, destCapacity, pDestLength, src, srcLength, pErrorCode))
LATE(LATE_ICU, UChar32, u_tolower, (UChar32 c), (c))
LATE_VOID(LATE_ICU, ubidi_close, (UBiDi * pBiDi), (pBiDi))
LATE(LATE_ICU, int32_t, ubidi_getLength, (const UBiDi *pBiDi), (pBiDi))
LATE(LATE_ICU, UBiDiLevel, ubidi_getLevelAt, (const UBiDi *pBiDi, int32_t charIndex),
     (pBiDi, charIndex))
LATE(LATE_ICU, UBiDiLevel, ubidi_getParaLevel, (const UBiDi *pBiDi), (pBiDi))
LATE(LATE_ICU, UBiDi *, ubidi_open, (void), ())
LATE_VOID(LATE_ICU, ubidi_reorderVisual,
          (const UBiDiLevel *levels, int32_t length, int32_t *indexMap), (levels, length, indexMap))
LATE_VOID(LATE_ICU, ubidi_setPara,
          (UBiDi * pBiDi, const UChar *text, int32_t length, UBiDiLevel paraLevel,
           UBiDiLevel *embeddingLevels, UErrorCode *pErrorCode),
          (pBiDi, text, length, paraLevel, embeddingLevels, pErrorCode))
LATE_VOID(LATE_ICU, ubrk_close, (UBreakIterator * bi), (bi))
LATE(LATE_ICU, int32_t, ubrk_first, (UBreakIterator * bi), (bi))
LATE(LATE_ICU, int32_t, ubrk_getRuleStatus, (UBreakIterator * bi), (bi))
LATE(LATE_ICU, int32_t, ubrk_next, (UBreakIterator * bi), (bi))
LATE(LATE_ICU, UBreakIterator *, ubrk_open,
     (UBreakIteratorType type, const char *locale, const UChar *text, int32_t textLength,
      UErrorCode *status),
     (type, locale, text, textLength, status))
LATE_VOID(LATE_ICU, ubrk_setUText, (UBreakIterator * bi, UText *text, UErrorCode *status),
          (bi, text, status))
LATE(LATE_ICU, int32_t, uloc_forLanguageTag,
     (const char *langtag, char *localeID, int32_t localeIDCapacity, int32_t *parsedLength,
      UErrorCode *err),
     (langtag, localeID, localeIDCapacity, parsedLength, err))
LATE(LATE_ICU, int32_t, uloc_getDisplayLanguage,
     (const char *locale, const char *displayLocale, UChar *language, int32_t languageCapacity,
      UErrorCode *status),
     (locale, displayLocale, language, languageCapacity, status))
LATE(LATE_ICU, const UNormalizer2 *, unorm2_getNFCInstance, (UErrorCode * pErrorCode), (pErrorCode))
LATE(LATE_ICU, UBool, unorm2_hasBoundaryBefore, (const UNormalizer2 *norm2, UChar32 c), (norm2, c))
LATE(LATE_ICU, int32_t, unorm2_normalize,
     (const UNormalizer2 *norm2, const UChar *src, int32_t length, UChar *dest, int32_t capacity,
      UErrorCode *pErrorCode),
     (norm2, src, length, dest, capacity, pErrorCode))
LATE(LATE_ICU, UText *, utext_close, (UText * ut), (ut))
LATE(LATE_ICU, UText *, utext_openUTF8,
     (UText * ut, const char *s, int64_t length, UErrorCode *status), (ut, s, length, status))
