#include "library/fold.h"
#include "base/str.h"

/* The letters under the accents of U+00C0 to U+017F (Latin-1 and Latin Extended-A); ' ' where a sign is no letter. */
static const char latin_letters[] =
    "aaaaaaaceeeeiiiidnooooo ouuuuytsaaaaaaaceeeeiiiidnooooo ouuuuyty"
    "aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiiiiijjkkklllllll"
    "lllnnnnnnnnnoooooooorrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs";

uint32_t fold_letter(uint32_t cp)
{
    if (cp >= 'A' && cp <= 'Z')
        return cp + ('a' - 'A');
    if (cp >= 0xC0 && cp <= 0x17F)
        return (unsigned char)latin_letters[cp - 0xC0];
    if ((cp >= 0x391 && cp <= 0x3A9) || (cp >= 0x410 && cp <= 0x42F))
        return cp + 0x20;
    if (cp >= 0x400 && cp <= 0x40F)
        return cp + 0x50;
    if (cp >= 0x1E80 && cp <= 0x1E89) /* Welsh: ẁ ẃ ẅ */
        return 'w';
    if (cp == 0x1EF2 || cp == 0x1EF3)
        return 'y';
    return cp;
}

bool fold_is_digit(uint32_t cp)
{
    return cp >= '0' && cp <= '9';
}

bool fold_is_letter(uint32_t cp)
{
    if (cp < 0x80)
        return cp >= 'a' && cp <= 'z';
    return cp > 0xBF && !utf8_is_space(cp) && !(cp >= 0x2010 && cp <= 0x205E);
}

bool fold_is_silent(uint32_t cp)
{
    return cp == 0xAD || (cp >= 0x300 && cp <= 0x36F) || cp == 0x640 ||
           (cp >= 0x64B && cp <= 0x65F) || cp == 0x670 || (cp >= 0x200B && cp <= 0x200F) ||
           cp == 0x2060 || cp == 0xFEFF;
}
