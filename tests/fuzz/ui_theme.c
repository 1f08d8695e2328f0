/* A theme from strange bytes: they stand behind our own theme.ini where the first byte is '+', else alone. What is taken makes sizes that a
 * screen can be drawn with. */
#include "strange.h"

#include "base/file.h"
#include "ui/theme.h"

static const struct display glasses[] = {
    {800, 480, 154, 86, 400}, {1920, 1080, 344, 194, 500}, {1080, 1920, 194, 344, 500}};

static void check_metrics(const struct theme *theme, int mdeg)
{
    for (size_t i = 0; i < sizeof glasses / sizeof *glasses; i++) {
        struct metrics m = metrics_make(&theme->sizes, &glasses[i], mdeg);
        metrics_enlarge_targets(&m, &theme->sizes, &glasses[i]);
        must(m.body_cap_px > 0 && m.bar_cap_px > 0 && m.unit_px >= 0);
        must(m.target_px > 0 && m.main_target_px >= m.target_px && m.border_px > 0);
    }
}

static void check(const struct theme *theme)
{
    must(theme->scheme_count >= 1 && theme->scheme_count <= THEME_SCHEMES_MOST);
    for (int i = 0; i < theme->scheme_count; i++) {
        const struct scheme *s = &theme->schemes[i];
        must(*s->name && *s->label && theme_find_scheme(theme, s->name) == s);
        must(theme_contrast(s->text, s->background) >= 1);
        struct scheme own = theme_own_scheme(s->text, s->background);
        must(own.background == s->background);
    }
    must(theme->sizes.step_count >= 1 && theme->sizes.step_count <= THEME_STEPS_MOST);
    for (int i = 0; i < theme->sizes.step_count; i++)
        check_metrics(theme, theme->sizes.steps_mdeg[i]);
    check_metrics(theme, theme->sizes.default_mdeg);
    check_metrics(theme, theme->sizes.larger_mdeg);
    check_metrics(theme, theme->sizes.largest_mdeg);
    int last = theme->sizes.steps_mdeg[theme->sizes.step_count - 1];
    must(theme_step_mdeg(theme, last, 1) == last);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct str text = {0};
    bool is_behind = size && data[0] == '+';
    if (is_behind) {
        char *path = file_asset_path("theme.ini"), *ours;
        must(file_read(path, 1 << 20, &ours, NULL) == ERR_OK);
        str_add(&text, ours);
        free(ours);
        free(path);
    }
    str_add_bytes(&text, (const char *)data + is_behind, size - is_behind);
    struct strange_file file = strange_file_of(text.data, text.length_bytes);
    struct theme *theme = NULL;
    enum err err = theme_new(file.path, &theme);
    must(err == ERR_OK || err == ERR_CONFIG);
    if (err == ERR_OK)
        check(theme);
    theme_free(theme);
    close(file.fd);
    str_free(&text);
    return 0;
}
