/* lectern-sorry: stands in for a kiosk that ends again and again (lectern-sorry.service): asks for a member of staff, by eye and by ear,
 * and ends when the kiosk is to be tried again. Of the kiosk it needs no library, no config and no theme; less still when it was
 * itself cut short the last time.
 *
 *   lectern-sorry [--getting-ready] [--config FILE] [--state FILE] [--picture FILE.png --size WxH] [--plain]
 *
 * With --getting-ready it asks not to switch off, until it is told to stop (lectern-wait.service). The screen is then the kiosk's at any
 * moment: it draws into the kernel's picture, and holds no driver of graphics.
 *
 * Ends with 0: try the kiosk now. 3: it was told to stop (SIGTERM), which is 0 for --getting-ready. */
#include "base/clock.h"
#include "base/file.h"
#include "base/log.h"
#include "sorry/frame.h"
#include "sorry/hands.h"
#include "sorry/picture.h"
#include "sorry/setup.h"
#include "sorry/tries.h"
#include "speech/audio.h"
#include "speech/narrator.h"
#include "ui/messages.h"
#include "ui/window.h"

#include <SDL2/SDL.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/signalfd.h>
#include <unistd.h>

#define FRAME "/dev/fb0"

enum {
    TURN_MS = 50,   /* SDL's own wait wakes every millisecond on a board's screen */
    VOLUME_DB = -6, /* as a visit of the kiosk begins */
    STOPPED = 3,
    LOOK_AGAIN_MS = 2000, /* for a screen, where there is none */
    WINDOW_WIDTH_PX = 1280,
    WINDOW_HEIGHT_PX = 800
};

struct sorry {
    const char *config, *state, *picture_path;
    int width_px, height_px; /* of the picture */
    bool plain, windowed, getting_ready;
    struct setup setup;
    struct tries tries;
    struct picture *picture;
    struct window *window; /* NULL: SDL shows nothing */
    struct frame frame;    /* then this does, where it is open (fd); else it speaks all the same */
    struct audio *audio;
    struct narrator *narrator;
    struct hands hands;
    int stop_fd; /* readable once it was told to stop */
    bool ends, stopped;
    int shown_minutes; /* -1: nothing yet */
    uint64_t look_ms;  /* when to look for a frame again */
};

static enum picture_of kind(const struct sorry *s)
{
    return s->getting_ready ? PICTURE_GETTING_READY : PICTURE_SORRY;
}

static void wake(void *data)
{
    (void)data; /* it looks around anyway */
}

static void say(struct sorry *s)
{
    char words[512], lang[16];
    if (!s->narrator || narrator_is_talking(s->narrator))
        return;
    picture_words(kind(s), words, sizeof words);
    messages_lang(lang);
    narrator_say(s->narrator, words, lang, false);
}

static void start_sound(struct sorry *s)
{
    if (SDL_InitSubSystem(SDL_INIT_AUDIO) != 0)
        log_note("nothing can be heard: %s", SDL_GetError());
    s->audio = audio_new(AUDIO_DEVICE);
    audio_set_output(s->audio, AUDIO_SPEAKER, s->setup.speaker);
    audio_set_volume_db(s->audio, VOLUME_DB);
    s->narrator = narrator_new(s->audio, wake, NULL);
    say(s);
}

static bool open_window(struct sorry *s)
{
    if (SDL_Init(SDL_INIT_VIDEO) == 0 &&
        window_new("Lectern", s->windowed, WINDOW_WIDTH_PX, WINDOW_HEIGHT_PX, s->setup.quarters,
                   &s->window) == ERR_OK)
        return true;
    log_error("no window: %s", SDL_GetError());
    s->window = NULL;
    SDL_QuitSubSystem(SDL_INIT_VIDEO);
    return false;
}

/* A window; or the kernel's own picture, with SDL's 'evdev', which shows nothing and reads what people press. Where this was cut short, the
 * driver of graphics may have done it. */
static void start_screen(struct sorry *s)
{
    SDL_SetHint(SDL_HINT_FRAMEBUFFER_ACCELERATION, "0");
    SDL_SetHint(SDL_HINT_RENDER_DRIVER, "opengles2");
    SDL_SetHint(SDL_HINT_TOUCH_MOUSE_EVENTS, "0");
    SDL_SetHint(SDL_HINT_MOUSE_TOUCH_EVENTS, "0");
    SDL_SetHint(SDL_HINT_JOYSTICK_HIDAPI, "0");
    SDL_SetHint(SDL_HINT_QUIT_ON_LAST_WINDOW_CLOSE, "0");
    if (((!s->plain && !s->getting_ready) || s->windowed) && open_window(s)) {
        if (!s->windowed)
            SDL_ShowCursor(SDL_DISABLE);
        return;
    }
    /* SDL has it only for who asks for it by this hint, and the unit asks for another. */
    SDL_SetHintWithPriority(SDL_HINT_VIDEODRIVER, "evdev", SDL_HINT_OVERRIDE);
    if (SDL_VideoInit("evdev") != 0)
        log_error("nothing that is pressed is heard: %s", SDL_GetError());
    if (frame_open(FRAME, &s->frame) != ERR_OK)
        log_error("nothing can be shown");
}

static void show_frame(struct sorry *s, int minutes)
{
    int w, h;
    frame_picture_size(&s->frame, s->setup.quarters, &w, &h);
    struct canvas *canvas = canvas_new(w, h);
    picture_draw(s->picture, canvas, minutes);
    if (frame_show(&s->frame, canvas, s->setup.quarters) != ERR_OK) {
        log_error("nothing can be shown any more");
        frame_close(&s->frame);
    }
    canvas_free(canvas);
}

static void show(struct sorry *s, int minutes)
{
    if (s->shown_minutes == minutes)
        return;
    s->shown_minutes = minutes;
    if (!s->window && s->frame.fd >= 0)
        show_frame(s, minutes);
    if (!s->window)
        return;
    struct canvas *canvas = window_canvas(s->window);
    struct rect all = {0, 0, canvas->width_px, canvas->height_px};
    picture_draw(s->picture, canvas, minutes);
    window_present(s->window, &all, 1);
}

static void take_event(struct sorry *s, const SDL_Event *event, uint64_t now_ms)
{
    if (hands_take(&s->hands, event, now_ms))
        say(s);
    switch (event->type) {
    case SDL_CONTROLLERDEVICEADDED:
        SDL_GameControllerOpen(event->cdevice.which);
        break;
    case SDL_AUDIODEVICEADDED:
    case SDL_AUDIODEVICEREMOVED:
        if (s->audio)
            audio_retry(s->audio);
        break;
    case SDL_WINDOWEVENT:
        if (event->window.event == SDL_WINDOWEVENT_SIZE_CHANGED && s->window &&
            window_resized(s->window) != ERR_OK)
            s->ends = true;
        if (event->window.event == SDL_WINDOWEVENT_SIZE_CHANGED ||
            event->window.event == SDL_WINDOWEVENT_EXPOSED)
            s->shown_minutes = -1;
        break;
    default:
        break;
    }
}

/* From the first moment on, when SDL does not listen yet: stopped and cut short are not the same. */
static void hear_signals(struct sorry *s)
{
    static const int tty_signals[] = {SIGINT, SIGQUIT, SIGTSTP, SIGHUP};
    sigset_t stop;
    sigemptyset(&stop);
    sigaddset(&stop, SIGTERM);
    if (s->windowed)
        sigaddset(&stop, SIGINT);
    for (size_t i = 0; !s->windowed && i < sizeof tty_signals / sizeof *tty_signals; i++)
        signal(tty_signals[i], SIG_IGN);
    sigprocmask(SIG_BLOCK, &stop, NULL);
    s->stop_fd = signalfd(-1, &stop, SFD_NONBLOCK | SFD_CLOEXEC);
}

static bool was_stopped(const struct sorry *s)
{
    struct signalfd_siginfo info;
    return read(s->stop_fd, &info, sizeof info) == (ssize_t)sizeof info;
}

/* The driver of graphics may come late, or take the place of another. */
static void look_for_frame(struct sorry *s, uint64_t now_ms)
{
    if (s->window || s->frame.fd >= 0 || now_ms < s->look_ms)
        return;
    s->look_ms = now_ms + LOOK_AGAIN_MS;
    if (frame_open(FRAME, &s->frame) == ERR_OK)
        s->shown_minutes = -1;
}

/* Of --getting-ready: how long it has worked, which is said too. Else how long to wait. */
static void show_time(struct sorry *s, uint64_t now_ms, uint64_t wait_ms)
{
    int minutes = s->getting_ready ? (int)(now_ms / 60000)
                  : s->ends        ? 0
                                   : (int)((wait_ms - now_ms) / 60000) + 1;
    bool later = s->getting_ready && s->shown_minutes >= 0 && minutes != s->shown_minutes;
    show(s, minutes);
    if (later)
        say(s);
}

static void run(struct sorry *s)
{
    struct clock clock = clock_real();
    uint64_t wait_ms = s->getting_ready ? UINT64_MAX : (uint64_t)tries_wait_s(&s->tries) * 1000;
    while (!s->ends) {
        SDL_Event event;
        uint64_t now_ms = clock_ms(&clock) + 1;
        while (SDL_PollEvent(&event))
            take_event(s, &event, now_ms);
        s->stopped = was_stopped(s);
        bool held = !s->getting_ready && hands_are_held(&s->hands, now_ms);
        s->ends = s->ends || s->stopped || held || now_ms >= wait_ms;
        look_for_frame(s, now_ms);
        show_time(s, now_ms, wait_ms);
        if (!s->ends)
            SDL_Delay(TURN_MS);
    }
}

static bool take_options(int argc, char **argv, struct sorry *s)
{
    for (int i = 1; i < argc; i++) {
        const char *value = i + 1 < argc ? argv[i + 1] : NULL;
        bool *flag = strcmp(argv[i], "--plain") == 0           ? &s->plain
                     : strcmp(argv[i], "--getting-ready") == 0 ? &s->getting_ready
                                                               : NULL;
        if (flag) {
            *flag = true;
            continue;
        }
        if (!value)
            return false;
        if (strcmp(argv[i], "--config") == 0)
            s->config = value;
        else if (strcmp(argv[i], "--state") == 0)
            s->state = value;
        else if (strcmp(argv[i], "--picture") == 0)
            s->picture_path = value;
        else if (strcmp(argv[i], "--size") != 0 ||
                 sscanf(value, "%5dx%5d", &s->width_px, &s->height_px) != 2 || s->width_px < 64 ||
                 s->height_px < 64)
            return false;
        i++;
    }
    return true;
}

static void write_state(const struct sorry *s)
{
    char line[64];
    tries_line(&s->tries, line);
    if (s->state && file_write_atomic(s->state, line, strlen(line)) != ERR_OK)
        log_note("%s can't be written: each wait is as the first", s->state);
}

static void read_state(struct sorry *s)
{
    char *was = NULL;
    size_t bytes;
    bool is_there = s->state && file_read(s->state, 256, &was, &bytes) == ERR_OK;
    const char *line = is_there ? was : "";
    s->plain = s->plain || tries_was_cut(line);
    s->tries = tries_next(line, (int64_t)(clock_monotonic_us() / 1000000));
    free(was);
}

/* systemd tells those whom it starts for another's failure. */
static void tell_why(const struct sorry *s)
{
    const char *result = getenv("MONITOR_SERVICE_RESULT"), *code = getenv("MONITOR_EXIT_CODE"),
               *status = getenv("MONITOR_EXIT_STATUS");
    log_error("The kiosk ended again and again (%s, %s %s). It is tried again in %d seconds%s.",
              result ? result : "nobody says why", code ? code : "", status ? status : "",
              tries_wait_s(&s->tries), s->plain ? "; this picture was cut short too" : "");
}

static int first_minutes(const struct sorry *s)
{
    return s->getting_ready ? 0 : tries_wait_s(&s->tries) / 60;
}

static int save_picture(struct sorry *s)
{
    struct canvas *canvas = canvas_new(s->width_px, s->height_px);
    picture_draw(s->picture, canvas, first_minutes(s));
    enum err err = canvas_save_png(canvas, s->picture_path);
    canvas_free(canvas);
    if (err != ERR_OK)
        log_error("%s can't be written (%s)", s->picture_path, err_name(err));
    return err != ERR_OK;
}

static void stand_in(struct sorry *s)
{
    hear_signals(s);
    if (!s->getting_ready)
        tell_why(s);
    write_state(s);
    start_screen(s);
    show(s, first_minutes(s));
    if (!s->plain)
        start_sound(s);
    (void)SDL_InitSubSystem(SDL_INIT_GAMECONTROLLER);
    run(s);
    s->tries.ended_s = (int64_t)(clock_monotonic_us() / 1000000);
    write_state(s);
}

int main(int argc, char **argv)
{
    struct sorry s = {.config = "/etc/lectern/lectern.ini",
                      .width_px = WINDOW_WIDTH_PX,
                      .height_px = WINDOW_HEIGHT_PX,
                      .frame = {.fd = -1},
                      .shown_minutes = -1};
    if (!take_options(argc, argv, &s)) {
        fputs("lectern-sorry [--getting-ready] [--config FILE] [--state FILE] "
              "[--picture FILE.png --size WxH] [--plain]\n",
              stderr);
        return 2;
    }
    s.windowed = getenv("NOTIFY_SOCKET") == NULL && getenv("INVOCATION_ID") == NULL;
    read_state(&s);
    s.setup = setup_read(s.config);
    messages_set_lang(s.setup.lang);
    s.picture = picture_new(kind(&s), s.plain);
    int status = 0;
    if (s.picture_path) {
        status = save_picture(&s);
    } else {
        stand_in(&s);
        status = s.stopped && !s.getting_ready ? STOPPED : 0;
    }
    narrator_free(s.narrator);
    audio_free(s.audio);
    window_free(s.window);
    frame_close(&s.frame);
    picture_free(s.picture);
    SDL_Quit();
    return status;
}
