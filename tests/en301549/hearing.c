/* hearing: A16, A18 to A24, A26: what is said and when it stops, by the narrator's events and by the samples played. */
#include "trial.h"

#include "app/session_sound.h"
#include "book/model.h"
#include "ui/say.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { QUIET = 40 /* of 32768: what is left of a fade */ };

static void look_for_silent_widgets(struct trial *t, struct kiosk *k, void *data)
{
    int *spoken = data;
    struct widget_list *list = kiosk_list(k);
    struct str screen = {0};
    say_screen(list, &screen);
    trial_expect(t, screen.length_bytes > 0 || kiosk_screen(k) == SCREEN_READER, "%s says nothing",
                 t->where);
    for (int i = 0; i < (int)list->count; i++) {
        if (!widget_takes_focus(&list->items[i]))
            continue;
        struct str words = {0};
        if (!t->faulty)
            say_widget_at(list, i, TALK_FULL, &words);
        trial_expect(t, words.length_bytes > strlen(widget_name(list, &list->items[i])),
                     "%s: '%s' is not said whole", t->where, widget_name(list, &list->items[i]));
        str_free(&words);
        ++*spoken;
    }
    str_free(&screen);
}

/* The whole of a visit by keys alone, each step heard. */
static void visit_by_ear(struct trial *t)
{
    struct kiosk k;
    trial_kiosk(t, &k);
    static const struct {
        enum input_key key;
        const char *hears;
    } steps[] = {
        {KEY_DOWN, "Campaigns"}, {KEY_DOWN, "Briefings"}, {KEY_ACTION, "Briefings"},
        {KEY_HELP, "Help"},      {KEY_BACK, "Briefings"}, {KEY_MENU, "Menu"},
        {KEY_BACK, "Briefings"}, {KEY_LOUDER, "Volume"},  {KEY_ACTION, "The text"},
    };
    for (size_t i = 0; i < sizeof steps / sizeof *steps; i++) {
        uint64_t since = kiosk_now(&k);
        k.is_deaf = t->faulty && i == 1;
        kiosk_key(&k, steps[i].key);
        kiosk_wait_quiet(&k, 20000);
        trial_expect(t, kiosk_heard(&k, steps[i].hears, since) != NULL,
                     "after key %zu nobody said '%s' but '%s'", i + 1, steps[i].hears,
                     str_text(&k.session->said));
    }
    trial_expect(t, kiosk_screen(&k) == SCREEN_READER, "the document did not open");
    kiosk_stop(&k);
}

static void check_a16(struct trial *t)
{
    int spoken = 0;
    static const int sizes[] = {450, 0};
    visit_by_ear(t);
    trial_walk(t, &(struct walk){.sizes = sizes, .profiles = 2}, look_for_silent_widgets, &spoken);
    trial_measure(t, "%d controls said, 9 steps heard", spoken);
}

/* A document that is being read for `ms`. */
static void read_for(struct kiosk *k, uint64_t ms)
{
    kiosk_act(k, ACTION_LISTEN, 0);
    kiosk_wait(k, ms);
}

static uint32_t first_heard_after(const struct kiosk *k, uint64_t ms)
{
    for (size_t i = 0; i < k->word_count; i++) {
        if (k->word_ms[i] >= ms)
            return k->words[i];
    }
    return 0;
}

static void check_a18(struct trial *t)
{
    struct kiosk k;
    trial_kiosk(t, &k);
    kiosk_open(&k, "Learning together: support");
    read_for(&k, 5000);
    kiosk_key(&k, KEY_PAUSE);
    uint64_t paused = kiosk_now(&k);
    kiosk_wait(&k, 1000);
    int peak = kiosk_peak(&k, paused + 100, paused + 1000);
    uint32_t kept = k.session->visit.reading.lit_word;
    if (t->faulty)
        kiosk_act(&k, ACTION_MOVE, 2 * NARRATOR_WORD + 1);
    uint64_t resumed = kiosk_now(&k);
    kiosk_key(&k, KEY_PAUSE);
    kiosk_wait(&k, 2000);
    uint32_t heard = first_heard_after(&k, resumed);
    uint64_t again = kiosk_now(&k);
    kiosk_act(&k, ACTION_REPEAT, 0);
    kiosk_wait(&k, 1500);
    const struct book *book = k.session->visit.reading.book;
    uint32_t repeated = first_heard_after(&k, again);
    trial_measure(t, "paused at word %u, resumed at %u, repeated from %u", kept, heard, repeated);
    trial_expect(t, peak < QUIET, "something sounds while paused");
    trial_expect(t, kept && heard == kept, "it went on at word %u", heard);
    trial_expect(t,
                 repeated && book->sentences[book->words[repeated].sentence].first_word == repeated,
                 "repeating did not begin a sentence");
    kiosk_stop(&k);
}

/* How long older speech goes on after `act`, in ms: by the samples where nothing new is said, by its event where something is. */
static uint64_t goes_on_for(struct trial *t, struct kiosk *k, int what)
{
    kiosk_wait_quiet(k, 30000);
    kiosk_act(k, ACTION_LISTEN, 0); /* says everything on the screen */
    kiosk_wait(k, 1500);
    size_t old = k->said_count;
    uint64_t began = kiosk_now(k);
    if (t->faulty)
        kiosk_wait(k, 400);
    if (what == 0)
        kiosk_touch(k, INPUT_TOUCH, 2, 2);
    else
        kiosk_key(k, what == 1 ? KEY_DOWN : what == 2 ? KEY_LOUDER : KEY_PAUSE);
    kiosk_wait(k, 700);
    if (what == 0)
        kiosk_touch(k, INPUT_LIFT, 2, 2);
    if (what == 0 || what == 3) {
        uint64_t ms = 0;
        while (ms < 700 && kiosk_peak(k, began + ms, began + 700) >= QUIET)
            ms += 5;
        return ms;
    }
    uint64_t last = began;
    for (size_t i = 0; i < old; i++) {
        uint64_t to = k->said[i].to_ms ? k->said[i].to_ms : kiosk_now(k);
        last = to > last ? to : last;
    }
    return last - began;
}

static void check_a19(struct trial *t)
{
    static const char *const names[] = {"a touch", "a move", "louder", "pause"};
    struct kiosk k;
    uint64_t most = 0;
    trial_kiosk(t, &k);
    kiosk_key(&k, KEY_DOWN);
    for (int i = 0; i < 4; i++) {
        uint64_t ms = goes_on_for(t, &k, i);
        most = ms > most ? ms : most;
        trial_expect(t, ms <= 100, "after %s the old words go on for %u ms", names[i],
                     (unsigned)ms);
    }
    kiosk_stop(&k);
    trial_measure(t, "%u ms", (unsigned)most);
}

/* The longest stretch, in ms, that sounds while nothing is being said. */
static uint64_t longest_other_sound(const struct kiosk *k)
{
    uint64_t longest = 0, run = 0;
    for (uint64_t ms = 0; ms + 20 < kiosk_now(k); ms += 20) {
        bool said = false;
        for (size_t i = 0; i < k->said_count && !said; i++)
            said =
                k->said[i].from_ms <= ms + 40 && (!k->said[i].to_ms || k->said[i].to_ms + 40 >= ms);
        run = !said && kiosk_peak(k, ms, ms + 20) >= QUIET ? run + 20 : 0;
        longest = run > longest ? run : longest;
    }
    return longest;
}

static void check_a20(struct trial *t)
{
    struct kiosk k;
    trial_kiosk(t, &k);
    kiosk_key(&k, KEY_DOWN);
    kiosk_wait(&k, 3000);
    kiosk_open(&k, "How to take part");
    read_for(&k, 6000);
    kiosk_key(&k, KEY_PAUSE);
    kiosk_key(&k, KEY_HOME);
    kiosk_wait_quiet(&k, 30000);
    kiosk_wait(&k, 5000);
    for (size_t i = k.pcm_count - 4 * VOICE_RATE_HZ; t->faulty && i < k.pcm_count; i++)
        k.pcm[i] = (int16_t)(i % 50 < 25 ? 4000 : -4000);
    uint64_t ms = longest_other_sound(&k);
    kiosk_stop(&k);
    trial_measure(t, "%u ms", (unsigned)ms);
    trial_expect(t, ms <= 3000, "something else sounds for %u ms", (unsigned)ms);
}

static void check_a21(struct trial *t)
{
    struct kiosk k;
    int heard = 0;
    trial_kiosk(&(struct trial){.library = t->library}, &k);
    kiosk_key(&k, KEY_DOWN);
    kiosk_wait_quiet(&k, 30000);
    for (int i = 0; i < 4; i++) {
        uint64_t since = kiosk_now(&k);
        int was = k.session->visit.settings.volume_db;
        k.is_deaf = t->faulty && i == 2;
        kiosk_key(&k, i < 2 ? KEY_SOFTER : KEY_LOUDER);
        kiosk_wait_quiet(&k, 5000);
        bool said = kiosk_heard(&k, "Volume", since) != NULL;
        heard += said;
        trial_expect(t, said, "a new level is not said");
        trial_expect(t, k.session->visit.settings.volume_db != was, "a key changes nothing");
    }
    kiosk_stop(&k);
    trial_measure(t, "%d of 4 levels said", heard);
}

/* The power of one fixed sentence at the present volume. */
static double loudness_db(struct kiosk *k)
{
    kiosk_wait_quiet(k, 30000);
    uint64_t since = kiosk_now(k);
    session_say(k->session, "Every child has a right to learn beside friends.");
    kiosk_wait(k, 2000);
    return kiosk_power_db(k, since, kiosk_now(k));
}

static void check_a22(struct trial *t)
{
    struct kiosk k;
    double levels[16] = {0};
    int count = 0;
    trial_kiosk(t, &k);
    kiosk_act(&k, ACTION_HOME, 0);
    for (int i = 0; i < 12; i++)
        kiosk_act(&k, ACTION_SOFTER, 0);
    for (int db = -999; k.session->visit.settings.volume_db != db && count < 16; count++) {
        db = k.session->visit.settings.volume_db;
        levels[count] = loudness_db(&k);
        if (!t->faulty)
            kiosk_act(&k, ACTION_LOUDER, 0);
    }
    kiosk_stop(&k);
    double range = levels[count - 1] - levels[0], nearest = 99;
    for (int i = 0; i < count; i++) {
        double off = fabs(levels[i] - levels[0] - 12);
        nearest = off < nearest ? off : nearest;
    }
    trial_measure(t, "%.1f dB in %d steps, one %.1f dB above the lowest", range, count,
                  12 + nearest);
    trial_expect(t, range >= 18, "the range is %.1f dB", range);
    trial_expect(t, nearest <= 1, "no step is 12 dB above the lowest");
}

static void check_a23(struct trial *t)
{
    struct kiosk k;
    trial_kiosk(t, &k);
    kiosk_act(&k, ACTION_HOME, 0);
    double before = loudness_db(&k);
    for (int i = 0; i < 3; i++)
        kiosk_act(&k, i < 3 && k.config.volume_db > -12 ? ACTION_SOFTER : ACTION_LOUDER, 0);
    double changed = loudness_db(&k);
    kiosk_act(&k, ACTION_FINISH, 0);
    kiosk_act(&k, ACTION_HOME, 0);
    if (t->faulty)
        kiosk_act(&k, ACTION_SOFTER, 0);
    double after = loudness_db(&k);
    kiosk_stop(&k);
    trial_measure(t, "%.1f dB, changed to %.1f, then %.1f", before, changed, after);
    trial_expect(t, fabs(changed - before) > 3, "the volume did not change");
    trial_expect(t, fabs(after - before) < 0.5, "the next visit begins at %.1f dB", after);
}

/* How many sentences of the document were said in the voice of their own language. */
static int right_voices(struct trial *t, struct kiosk *k, uint64_t ms)
{
    const struct book *book = k->session->visit.reading.book;
    int right = 0, langs = 0;
    char last[16] = "";
    read_for(k, ms);
    for (size_t i = 0; i < k->said_count; i++) {
        const struct said *s = &k->said[i];
        if (s->is_interface || s->is_announcement || !s->word || s->word > book->word_total)
            continue;
        const char *own = book_word_lang(book, s->word), *by = t->faulty ? "xx" : s->lang;
        bool same = !*own || strncmp(own, by, 2) == 0;
        trial_expect(t, same, "'%.30s' is in %s and was said in %s", s->text, own, by);
        right += same;
        langs += strcmp(last, s->lang) != 0;
        snprintf(last, sizeof last, "%s", s->lang);
    }
    trial_expect(t, right > 0, "nothing was said");
    return right + 1000 * langs;
}

static void check_a24(struct trial *t)
{
    struct kiosk k;
    int right = 0, langs = 0;
    trial_kiosk(t, &k);
    trial_expect(t, kiosk_open(&k, "Dysgu"), "the Welsh sample is missing");
    right += right_voices(t, &k, 6000) % 1000;
    kiosk_stop(&k);
    trial_kiosk_docs(t, &k);
    trial_expect(t, kiosk_open(&k, "This page is in English"), "languages.docx is missing");
    int both = right_voices(t, &k, 30000);
    right += both % 1000;
    langs = both / 1000;
    kiosk_stop(&k);
    trial_measure(t, "%d pieces in their own language, %d changes of voice in one", right, langs);
    trial_expect(t, langs >= 3, "one document with three languages had %d voices", langs);
}

/* Words a minute, by what was heard in 20 s of text. */
static double heard_rate(struct kiosk *k)
{
    kiosk_act(k, ACTION_PAUSES, 0);
    kiosk_wait_quiet(k, 10000);
    size_t from = k->word_count;
    read_for(k, 15000);
    size_t heard = k->word_count - from;
    if (!heard)
        return 0;
    double ms = (double)(k->word_ms[k->word_count - 1] - k->word_ms[from]);
    return ms > 0 ? (double)(heard - 1) * 60000 / ms : 0;
}

static void check_a26(struct trial *t)
{
    struct kiosk k;
    double rate[2];
    int set[2];
    trial_kiosk(t, &k);
    for (int fast = 0; fast < 2; fast++) {
        kiosk_open(&k, "A history of learning together");
        for (int i = 0; i < (t->faulty ? 2 : 60); i++)
            kiosk_act(&k, ACTION_SPEED, fast ? 1 : -1);
        set[fast] = k.session->visit.settings.words_per_minute;
        rate[fast] = heard_rate(&k);
    }
    kiosk_stop(&k);
    trial_measure(t, "%d to %d words a minute (heard, with pauses: %.0f to %.0f)", set[0], set[1],
                  rate[0], rate[1]);
    trial_expect(t, set[0] <= 80 && set[1] >= 450, "the speed goes from %d to %d", set[0], set[1]);
    trial_expect(t, rate[0] < 100 && rate[1] > 300, "the voice goes from %.0f to %.0f", rate[0],
                 rate[1]);
}

const struct rule rules_hearing[] = {
    {16, "EN 5.1.3.1", "", check_a16, VERDICT_CHECK},
    {17, "EN 5.1.3.2",
     "With your eyes shut, find the headset's socket by touch, plug in, and hear the kiosk; pull "
     "out, and hear the speaker",
     NULL, VERDICT_INSPECT},
    {18, "EN 5.1.3.4", "", check_a18, VERDICT_CHECK},
    {19, "EN 5.1.3.5", "", check_a19, VERDICT_CHECK},
    {20, "EN 5.1.3.10", "", check_a20, VERDICT_CHECK},
    {21, "EN 5.1.3.12", "", check_a21, VERDICT_CHECK},
    {22, "EN 8.2.1", "", check_a22, VERDICT_CHECK},
    {23, "EN 5.1.3.13", "", check_a23, VERDICT_CHECK},
    {24, "EN 5.1.3.14", "", check_a24, VERDICT_CHECK},
    {26, "ours", "", check_a26, VERDICT_CHECK},
    {0},
};
