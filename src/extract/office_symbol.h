/* office_symbol.h: signs of symbol fonts (Wingdings, Symbol) as the Unicode characters that they look like. Any thread. */
#ifndef LECTERN_EXTRACT_OFFICE_SYMBOL_H
#define LECTERN_EXTRACT_OFFICE_SYMBOL_H

#include <stdint.h>

/* The character for number `cp` (F020 to F0FF, or 20 to FF) of the font; 0 where no such sign says anything. */
uint32_t office_symbol(const char *font, uint32_t cp);

#endif
