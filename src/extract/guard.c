#include "extract/guard.h"

enum err guard_run(fz_context *ctx, void (*work)(fz_context *ctx, void *data), void *data)
{
    int code;
    fz_try(ctx)
    {
        work(ctx, data);
    }
    fz_catch(ctx)
    {
        code = fz_caught(ctx);
        compat_ignore_error(ctx);
        return code == COMPAT_ERROR_MEMORY ? ERR_NO_MEMORY : ERR_DAMAGED;
    }
    return ERR_OK;
}

static void say_nothing(void *user, const char *message)
{
    (void)user;
    (void)message;
}

fz_context *guard_new_context(size_t store_bytes)
{
    fz_context *ctx = fz_new_context(NULL, NULL, store_bytes);
    if (!ctx)
        return NULL;
    fz_set_warning_callback(ctx, say_nothing, NULL);
    fz_set_error_callback(ctx, say_nothing, NULL);
    fz_disable_icc(ctx);
    return ctx;
}
