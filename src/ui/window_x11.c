#include "ui/window_x11.h"

#include "base/mem.h"

#include <SDL2/SDL_syswm.h>

#ifdef SDL_VIDEO_DRIVER_X11
#include <X11/Xlib.h>
#include <X11/Xutil.h>
#include <X11/extensions/XShm.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ipc.h>
#include <sys/shm.h>

enum { STRIP_ROWS = 64, STRIPS = 2 }; /* the server reads one while the other is written */

struct window_x11 {
    Display *display;
    Window window;
    GC gc;
    XImage *image;
    XShmSegmentInfo memory;
    bool is_attached;
};

/* Xlib's own way with an error is to end the program. What has gone wrong is seen by asking afterwards. */
static int on_error(Display *display, XErrorEvent *event)
{
    (void)display;
    (void)event;
    return 0;
}

/* The server's answer to a failed attach is an error, and it has not counted the segment's users up. */
static bool attach(struct window_x11 *x)
{
    struct shmid_ds before, after;
    bool known = shmctl(x->memory.shmid, IPC_STAT, &before) == 0;
    XErrorHandler was = XSetErrorHandler(on_error);
    XShmAttach(x->display, &x->memory);
    XSync(x->display, False);
    XSetErrorHandler(was);
    x->is_attached = known && shmctl(x->memory.shmid, IPC_STAT, &after) == 0 &&
                     after.shm_nattch > before.shm_nattch;
    return x->is_attached;
}

static bool make(struct window_x11 *x, int width_px)
{
    XWindowAttributes has;
    if (!XShmQueryExtension(x->display) || !XGetWindowAttributes(x->display, x->window, &has))
        return false;
    x->memory.shmid = -1;
    x->image = XShmCreateImage(x->display, has.visual, (unsigned)has.depth, ZPixmap, NULL,
                               &x->memory, (unsigned)width_px, STRIPS * STRIP_ROWS);
    if (!x->image || x->image->bits_per_pixel != 32 || x->image->red_mask != 0xff0000 ||
        x->image->blue_mask != 0xff || x->image->bytes_per_line != width_px * 4)
        return false;
    size_t bytes = (size_t)x->image->bytes_per_line * STRIPS * STRIP_ROWS;
    x->memory.shmid = shmget(IPC_PRIVATE, bytes, IPC_CREAT | 0600);
    void *at = x->memory.shmid < 0 ? (void *)-1 : shmat(x->memory.shmid, NULL, 0);
    bool has_memory = at != (void *)-1;
    if (has_memory)
        x->memory.shmaddr = x->image->data = at;
    bool is_shared = has_memory && attach(x);
    if (x->memory.shmid >= 0)
        shmctl(x->memory.shmid, IPC_RMID, NULL); /* it goes with its last user, however that ends */
    if (!is_shared)
        return false;
    memset(at, 0, bytes); /* the system finds it now, while the picture is made ready */
    x->gc = XCreateGC(x->display, x->window, 0, NULL);
    return x->gc != NULL;
}

void window_x11_free(struct window_x11 *x)
{
    if (!x)
        return;
    if (x->is_attached)
        XShmDetach(x->display, &x->memory);
    if (x->gc)
        XFreeGC(x->display, x->gc);
    if (x->memory.shmaddr)
        shmdt(x->memory.shmaddr);
    if (x->image) {
        x->image->data = NULL;
        XDestroyImage(x->image);
    }
    free(x);
}

struct window_x11 *window_x11_new(SDL_Window *window, int width_px)
{
    SDL_SysWMinfo info;
    SDL_VERSION(&info.version);
    if (!SDL_GetWindowWMInfo(window, &info) || info.subsystem != SDL_SYSWM_X11)
        return NULL;
    struct window_x11 *x = mem_new(1, sizeof *x);
    x->display = info.info.x11.display;
    x->window = info.info.x11.window;
    if (make(x, width_px))
        return x;
    window_x11_free(x);
    return NULL;
}

void window_x11_show(struct window_x11 *x, int height_px,
                     void (*draw)(void *data, struct canvas *strip), void *data)
{
    int width_px = x->image->width;
    for (int y = 0, strip = 0; y < height_px; y += STRIP_ROWS, strip = !strip) {
        int rows = height_px - y < STRIP_ROWS ? height_px - y : STRIP_ROWS;
        int top = strip * STRIP_ROWS;
        char *pixels = x->image->data + (ptrdiff_t)top * x->image->bytes_per_line;
        struct canvas canvas = canvas_strip(pixels, width_px, height_px, y, rows);
        draw(data, &canvas);
        XShmPutImage(x->display, x->window, x->gc, x->image, 0, top, 0, y, (unsigned)width_px,
                     (unsigned)rows, False);
        if (strip)
            XSync(x->display, False); /* both are read */
        else
            XFlush(x->display);
    }
    XSync(x->display, False);
}

#else

struct window_x11 *window_x11_new(SDL_Window *window, int width_px)
{
    (void)window;
    (void)width_px;
    return NULL;
}

void window_x11_show(struct window_x11 *x, int height_px,
                     void (*draw)(void *data, struct canvas *strip), void *data)
{
    (void)x;
    (void)height_px;
    (void)draw;
    (void)data;
}

void window_x11_free(struct window_x11 *x)
{
    (void)x;
}
#endif
