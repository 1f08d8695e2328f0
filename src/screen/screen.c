#include "screen/screen.h"
#include "text/icon.h"

static const struct {
    const char *name;
    struct screen_pages (*build)(const struct visit *v, struct widget_list *list);
} screens[SCREEN_COUNT] = {
    [SCREEN_ATTRACT] = {"attract", attract_build},
    [SCREEN_HOME] = {"home", home_build},
    [SCREEN_SHELF] = {"shelf", shelf_build},
    [SCREEN_READER] = {"reader", reader_build},
    [SCREEN_PAGE] = {"page", page_build},
    [SCREEN_CARDS] = {"cards", cards_build},
    [SCREEN_SENTENCE] = {"sentence", sentence_build},
    [SCREEN_MENU] = {"menu", menu_build},
    [SCREEN_CONTENTS] = {"contents", contents_build},
    [SCREEN_HARD_WORDS] = {"hard-words", hard_words_build},
    [SCREEN_WORD] = {"word", word_build},
    [SCREEN_WORD_LIST] = {"word-list", word_list_build},
    [SCREEN_LINKS] = {"links", links_build},
    [SCREEN_LINK] = {"link", link_build},
    [SCREEN_NOTE] = {"note", note_build},
    [SCREEN_KEPT] = {"kept", kept_build},
    [SCREEN_LISTENING] = {"listening", listening_build},
    [SCREEN_SEARCH] = {"search", search_build},
    [SCREEN_RESULTS] = {"results", results_build},
    [SCREEN_END] = {"end", end_build},
    [SCREEN_EASIER] = {"easier", easier_build},
    [SCREEN_WORDS] = {"words", words_build},
    [SCREEN_LINE] = {"line", line_build},
    [SCREEN_VOICE] = {"voice", voice_build},
    [SCREEN_HANDS] = {"hands", hands_build},
    [SCREEN_GUIDANCE] = {"guidance", guidance_build},
    [SCREEN_OWN] = {"own", own_build},
    [SCREEN_HELP] = {"help", help_build},
    [SCREEN_PIN] = {"pin", pin_build},
    [SCREEN_STAFF] = {"staff", staff_build},
    [SCREEN_STAFF_LIST] = {"staff-list", staff_list_build},
    [SCREEN_KIOSK] = {"kiosk", kiosk_build},
    [SCREEN_HEALTH] = {"health", health_build},
    [SCREEN_TRY] = {"try", try_build},
    [SCREEN_TARGETS] = {"targets", targets_build},
    [SCREEN_CLOCK] = {"clock", clock_build},
    [SCREEN_POWER] = {"power", power_build},
    [SCREEN_COUNTS] = {"counts", counts_build},
    [SCREEN_RULER] = {"ruler", ruler_build},
    [SCREEN_FIRST] = {"first", first_build},
    [SCREEN_STAFF_SHELF] = {"staff-shelf", staff_shelf_build},
    [SCREEN_STAFF_DOCUMENT] = {"staff-document", staff_document_build},
    [SCREEN_STAFF_TITLE] = {"staff-title", staff_title_build},
    [SCREEN_STAFF_LOOK] = {"staff-look", staff_look_build},
    [SCREEN_STAFF_BOX] = {"staff-box", staff_box_build},
    [SCREEN_COPIES] = {"copies", copies_build},
    [SCREEN_STAFF_STICK] = {"staff-stick", staff_stick_build},
    [SCREEN_NOTICE] = {"notice", notice_build},
};

/* An arrow points where its control leads. */
static uint32_t turned_icon(uint32_t icon)
{
    static const char *const pairs[][2] = {{"previous", "next"}, {"back", "forward"}};
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        uint32_t one = icon_codepoint(pairs[i][0]), other = icon_codepoint(pairs[i][1]);
        if (icon && (icon == one || icon == other))
            return icon == one ? other : one;
    }
    return icon;
}

/* For languages written from right to left each screen is built as for the others, then turned about, here and only here; how words,
 * signs and bars stand within a widget is ui/draw's (look.rtl). The list keeps its order, which is that of meaning. */
static void turn_about(struct widget_list *list, int width_px)
{
    struct rect keys = {0};
    for (size_t i = 0; i < list->count; i++) {
        struct widget *w = &list->items[i];
        w->rect.x = width_px - w->rect.x - w->rect.w;
        w->icon = turned_icon(w->icon);
        if (w->is_key)
            keys = rect_is_empty(keys) ? w->rect : rect_join(keys, w->rect);
    }
    for (size_t i = 0; i < list->count;
         i++) { /* a keyboard moves as one; its keys keep their order */
        struct widget *w = &list->items[i];
        if (w->is_key)
            w->rect.x = 2 * keys.x + keys.w - w->rect.x - w->rect.w;
    }
}

struct screen_pages screen_build(const struct visit *v, struct widget_list *list)
{
    struct screen_pages pages = screens[visit_screen(v)].build(v, list);
    if (v->look.rtl)
        turn_about(list, v->look.display.width_px);
    return pages;
}

const char *screen_name(enum screen_id id)
{
    return screens[id].name;
}
