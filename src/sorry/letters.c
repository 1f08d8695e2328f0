#include "sorry/letters.h"

#include "base/str.h"

#include <stddef.h>
#include <string.h>

enum {
    WIDE = 5,
    HIGH = 7,
    STEP = WIDE + 1, /* from letter to letter */
    LINE = HIGH + 3, /* from line to line */
    LETTERS_MOST = 256,
    LINES_MOST = 32
};

/* Seven rows from the top, five bits each, the left one first. */
static const unsigned char shapes[][1 + HIGH] = {
    {'A', 0x0E, 0x11, 0x11, 0x1F, 0x11, 0x11, 0x11},
    {'B', 0x1E, 0x11, 0x11, 0x1E, 0x11, 0x11, 0x1E},
    {'C', 0x0E, 0x11, 0x10, 0x10, 0x10, 0x11, 0x0E},
    {'D', 0x1E, 0x11, 0x11, 0x11, 0x11, 0x11, 0x1E},
    {'E', 0x1F, 0x10, 0x10, 0x1E, 0x10, 0x10, 0x1F},
    {'F', 0x1F, 0x10, 0x10, 0x1E, 0x10, 0x10, 0x10},
    {'G', 0x0E, 0x11, 0x10, 0x17, 0x11, 0x11, 0x0F},
    {'H', 0x11, 0x11, 0x11, 0x1F, 0x11, 0x11, 0x11},
    {'I', 0x0E, 0x04, 0x04, 0x04, 0x04, 0x04, 0x0E},
    {'J', 0x07, 0x02, 0x02, 0x02, 0x02, 0x12, 0x0C},
    {'K', 0x11, 0x12, 0x14, 0x18, 0x14, 0x12, 0x11},
    {'L', 0x10, 0x10, 0x10, 0x10, 0x10, 0x10, 0x1F},
    {'M', 0x11, 0x1B, 0x15, 0x15, 0x11, 0x11, 0x11},
    {'N', 0x11, 0x11, 0x19, 0x15, 0x13, 0x11, 0x11},
    {'O', 0x0E, 0x11, 0x11, 0x11, 0x11, 0x11, 0x0E},
    {'P', 0x1E, 0x11, 0x11, 0x1E, 0x10, 0x10, 0x10},
    {'Q', 0x0E, 0x11, 0x11, 0x11, 0x15, 0x12, 0x0D},
    {'R', 0x1E, 0x11, 0x11, 0x1E, 0x14, 0x12, 0x11},
    {'S', 0x0F, 0x10, 0x10, 0x0E, 0x01, 0x01, 0x1E},
    {'T', 0x1F, 0x04, 0x04, 0x04, 0x04, 0x04, 0x04},
    {'U', 0x11, 0x11, 0x11, 0x11, 0x11, 0x11, 0x0E},
    {'V', 0x11, 0x11, 0x11, 0x11, 0x11, 0x0A, 0x04},
    {'W', 0x11, 0x11, 0x11, 0x15, 0x15, 0x15, 0x0A},
    {'X', 0x11, 0x11, 0x0A, 0x04, 0x0A, 0x11, 0x11},
    {'Y', 0x11, 0x11, 0x11, 0x0A, 0x04, 0x04, 0x04},
    {'Z', 0x1F, 0x01, 0x02, 0x04, 0x08, 0x10, 0x1F},
    {'0', 0x0E, 0x11, 0x13, 0x15, 0x19, 0x11, 0x0E},
    {'1', 0x04, 0x0C, 0x04, 0x04, 0x04, 0x04, 0x0E},
    {'2', 0x0E, 0x11, 0x01, 0x02, 0x04, 0x08, 0x1F},
    {'3', 0x1F, 0x02, 0x04, 0x02, 0x01, 0x11, 0x0E},
    {'4', 0x02, 0x06, 0x0A, 0x12, 0x1F, 0x02, 0x02},
    {'5', 0x1F, 0x10, 0x1E, 0x01, 0x01, 0x11, 0x0E},
    {'6', 0x06, 0x08, 0x10, 0x1E, 0x11, 0x11, 0x0E},
    {'7', 0x1F, 0x01, 0x02, 0x04, 0x08, 0x08, 0x08},
    {'8', 0x0E, 0x11, 0x11, 0x0E, 0x11, 0x11, 0x0E},
    {'9', 0x0E, 0x11, 0x11, 0x0F, 0x01, 0x02, 0x0C},
    {'.', 0x00, 0x00, 0x00, 0x00, 0x00, 0x0C, 0x0C},
    {',', 0x00, 0x00, 0x00, 0x00, 0x0C, 0x04, 0x08},
    {':', 0x00, 0x0C, 0x0C, 0x00, 0x0C, 0x0C, 0x00},
    {'-', 0x00, 0x00, 0x00, 0x1F, 0x00, 0x00, 0x00},
    {'\'', 0x0C, 0x04, 0x08, 0x00, 0x00, 0x00, 0x00},
    {'?', 0x0E, 0x11, 0x01, 0x02, 0x04, 0x00, 0x04},
};

static const unsigned char *shape_of(char letter)
{
    for (size_t i = 0; i < sizeof shapes / sizeof *shapes; i++) {
        if (shapes[i][0] == (unsigned char)letter)
            return shapes[i] + 1;
    }
    return NULL;
}

/* A capital without its accent; a space for what has no shape here. */
static char plain(uint32_t cp)
{
    static const char latin[] = "AAAAAAACEEEEIIII NOOOOO OUUUUY  AAAAAAACEEEEIIII NOOOOO OUUUUY Y";
    if (cp >= 'a' && cp <= 'z')
        return (char)(cp - 'a' + 'A');
    if (cp >= 0xC0 && cp <= 0xFF)
        return latin[cp - 0xC0];
    switch (cp) {
    case 0x174: /* W, w, Y, y with a circumflex: Welsh */
    case 0x175:
        return 'W';
    case 0x176:
    case 0x177:
        return 'Y';
    case 0x2019:
        return '\'';
    default:
        return cp < 128 && shape_of((char)cp) ? (char)cp : ' ';
    }
}

static void make_plain(const char *text, char out[LETTERS_MOST])
{
    int n = 0;
    size_t bytes = strlen(text);
    for (size_t at = 0; at < bytes && n < LETTERS_MOST - 1;) {
        size_t used;
        out[n++] = plain(utf8_decode(text + at, bytes - at, &used));
        at += used;
    }
    out[n] = 0;
}

struct line {
    int from, count;
};

/* How many lines of `across` letters the text takes; 0 when a word is longer, or there are too many. */
static int break_lines(const char *text, int across, struct line *lines)
{
    int count = 0, at = 0;
    while (text[at]) {
        while (text[at] == ' ')
            at++;
        int end = at, next;
        while (text[end]) {
            next = end + (text[end] == ' ');
            next += (int)strcspn(text + next, " ");
            if (next - at > across)
                break;
            end = next;
        }
        if (end == at)
            return text[at] ? 0 : count;
        if (count == LINES_MOST)
            return 0;
        lines[count++] = (struct line){at, end - at};
        at = end;
    }
    return count;
}

static void draw_letter(struct canvas *canvas, const unsigned char *shape, int x, int y, int side,
                        uint32_t colour)
{
    for (int row = 0; row < HIGH; row++) {
        for (int column = 0; column < WIDE; column++) {
            if (shape[row] >> (WIDE - 1 - column) & 1)
                canvas_fill(canvas, (struct rect){x + column * side, y + row * side, side, side},
                            colour);
        }
    }
}

/* How many lines the letters take in that width; 0: they do not fit. */
static int lines_of(const char *letters, int width_px, int side_px, struct line *lines)
{
    return break_lines(letters, (width_px / side_px + STEP - WIDE) / STEP, lines);
}

static int height_of(int lines, int side_px)
{
    return (lines * LINE - (LINE - HIGH)) * side_px;
}

int letters_fit(const char *text, int width_px, int height_px)
{
    char letters[LETTERS_MOST];
    struct line lines[LINES_MOST];
    make_plain(text, letters);
    for (int side = height_px / HIGH; side > 0; side--) {
        int count = lines_of(letters, width_px, side, lines);
        if (count && height_of(count, side) <= height_px)
            return side;
    }
    return 0;
}

void letters_draw(struct canvas *canvas, const char *text, struct rect box, int side_px,
                  uint32_t colour)
{
    char letters[LETTERS_MOST];
    struct line lines[LINES_MOST];
    make_plain(text, letters);
    int count = side_px > 0 ? lines_of(letters, box.w, side_px, lines) : 0;
    int top = box.y + (box.h - height_of(count, side_px)) / 2;
    for (int i = 0; i < count; i++) {
        int x = box.x + (box.w - (lines[i].count * STEP - 1) * side_px) / 2;
        for (int k = 0; k < lines[i].count; k++) {
            const unsigned char *shape = shape_of(letters[lines[i].from + k]);
            if (shape)
                draw_letter(canvas, shape, x + k * STEP * side_px, top + i * LINE * side_px,
                            side_px, colour);
        }
    }
}
