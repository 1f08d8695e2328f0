/* session_time: what moves by itself is looked after, nobody is hurried, and an abandoned visit ends (A46, A47). */
#include "app/session_parts.h"
#include "app/session_sound.h"
#include "speech/narrator.h"
#include "text/layout.h"
#include "ui/messages.h"

/* While something sounds: the next word is slept for exactly, but not longer than this, as a device may falter. */
enum { FOLLOW_MS = 100 };

enum { WARNING_S = 30, STAFF_IDLE_S = 120 };

static bool is_staffs(const struct session *s)
{
    return s->visit.staff.is_in || pin_is_asked(s);
}

/* How long this screen allows before it warns: the set limit, or its words at 40 a minute, whichever is longer (A47); 0 for ever.
 * Staff's part must not stay open behind the one who left. */
static uint64_t idle_limit_ms(const struct session *s)
{
    if (is_staffs(s))
        return (STAFF_IDLE_S - WARNING_S) * 1000;
    const struct layout_screen *shown = s->visit.reading.screen;
    uint64_t limit = (uint64_t)s->visit.idle_s * 1000;
    if (!limit || !screen_is_reading(visit_screen(&s->visit)) || !shown || !shown->first_word)
        return limit;
    uint64_t words = (uint64_t)(shown->last_word - shown->first_word + 1) * 1500;
    return words > limit ? words : limit;
}

/* What reads aloud goes on by itself, and somebody listens. The ring of one switch talks as long as nobody is there; and staff's part
 * closes on whoever talks. */
static bool is_listened_to(const struct session *s)
{
    if (!s->narrator || is_staffs(s))
        return false;
    bool says = narrator_is_talking(s->narrator) && !s->hands.scan.on;
    return s->visit.reading.narrator == NARRATOR_READING || says;
}

static void watch_time(struct session *s)
{
    struct visit *v = &s->visit;
    uint64_t now = clock_ms(s->clock);
    uint64_t limit = idle_limit_ms(s);
    if (!limit || visit_screen(v) == SCREEN_ATTRACT || (is_listened_to(s) && !s->warned_ms)) {
        s->last_input_ms = now;
        return;
    }
    if (!s->warned_ms && now - s->last_input_ms >= limit) {
        session_notice(s, tr("Are you still here?"),
                       is_staffs(s)
                           ? tr("Touch anything to go on. Staff's part closes in 30 seconds.")
                           : tr("Touch anything to go on. Your visit ends in 30 seconds."));
        v->notice.is_question = true;
        s->warned_ms = now;
    } else if (s->warned_ms && now - s->warned_ms >= WARNING_S * 1000) {
        session_end_visit(s);
    }
}

bool session_count_screens(struct session *s, uint64_t budget_us)
{
    reading_settle(s, s->in_script || !s->wake);
    return s->visit.reading.is_start || reading_count(s, budget_us);
}

void session_tick(struct session *s)
{
    enum { TICK_COUNTS_US = 4000 };
    session_follow(s);
    (void)session_count_screens(s, TICK_COUNTS_US);
}

void session_follow(struct session *s)
{
    session_sound_tick(s);
    if (s->narrator && !s->told_no_voice && narrator_problem(s->narrator) != ERR_OK) {
        s->told_no_voice = true;
        session_notice_error(s, narrator_problem(s->narrator), NULL);
    }
    reading_tick(s);
    page_tick(s);
    words_tick(s);
    logo_tick(s);
    find_tick(s);
    staff_tick(s);
    request_tick(s);
    ruler_tick(s);
    targets_tick(s);
    try_tick(s);
    counting_tick(s);
    pin_tick(s);
    watch_time(s);
    hands_tick(s);
}

static int sleep_without_hands_ms(const struct session *s)
{
    const struct visit *v = &s->visit;
    bool counts = v->reading.layout && !v->reading.screen_count && !v->reading.is_start;
    if (s->stale || counts || words_wait(s))
        return 0;
    if (s->unit_due_ms) {
        uint64_t now = clock_ms(s->clock);
        return s->unit_due_ms > now ? (int)(s->unit_due_ms - now) : 0;
    }
    if (s->narrator && v->reading.narrator == NARRATOR_READING) {
        uint64_t next = narrator_next_change_us(s->narrator);
        return next < FOLLOW_MS * 1000 ? (int)(next / 1000) + 1 : FOLLOW_MS;
    }
    if (s->importer || s->copier || (s->narrator && narrator_is_talking(s->narrator)))
        return FOLLOW_MS;
    uint64_t limit = idle_limit_ms(s);
    if (!limit || visit_screen(v) == SCREEN_ATTRACT)
        return -1;
    uint64_t end = s->warned_ms ? s->warned_ms + WARNING_S * 1000 : s->last_input_ms + limit;
    uint64_t now = clock_ms(s->clock);
    return end > now ? (int)(end - now) + 1 : 0;
}

int session_sleep_ms(const struct session *s)
{
    int sleep = sleep_without_hands_ms(s);
    int64_t hands = hands_due_ms(s), page = page_due_ms(s), pin = pin_due_ms(s);
    if (pin >= 0 && (sleep < 0 || pin < sleep))
        sleep = (int)pin;
    int64_t ahead = ahead_due_ms(s);
    if (ahead >= 0 && (sleep < 0 || ahead < sleep))
        sleep = (int)ahead;
    int64_t request = request_due_ms(s);
    if (request >= 0 && (sleep < 0 || request < sleep))
        sleep = (int)request;
    int64_t counting = counting_due_ms(s);
    if (counting >= 0 && (sleep < 0 || counting < sleep))
        sleep = (int)counting;
    int64_t targets = targets_due_ms(s);
    if (targets >= 0 && (sleep < 0 || targets < sleep))
        sleep = (int)targets;
    int64_t ruler = ruler_due_ms(s);
    if (ruler >= 0 && (sleep < 0 || ruler < sleep))
        sleep = (int)ruler;
    if (page >= 0 && (sleep < 0 || page < sleep))
        sleep = (int)page;
    return hands >= 0 && (sleep < 0 || hands < sleep) ? (int)hands : sleep;
}
