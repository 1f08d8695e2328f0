#include "speech/voice_files.h"
#include "speech/voice.h"

#include <dirent.h>
#include <espeak-ng/speak_lib.h>
#include <limits.h>
#include <link.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* espeak-ng looks through 130 files when it is given a language alone (40 ms); these it opens at once. The last three
 * have files of other names. */
static const struct {
    char lang[8];
    char file[12];
} known_files[] = {
    {"en", "gmw/en"},  {"cy", "cel/cy"}, {"fr", "roa/fr"},  {"de", "gmw/de"}, {"pl", "zlw/pl"},
    {"ur", "inc/ur"},  {"ar", "sem/ar"}, {"es", "roa/es"},  {"pt", "roa/pt"}, {"it", "roa/it"},
    {"ro", "roa/ro"},  {"uk", "zle/uk"}, {"ga", "cel/ga"},  {"gd", "cel/gd"}, {"pa", "inc/pa"},
    {"bn", "inc/bn"},  {"gu", "inc/gu"}, {"fa", "ira/fa"},  {"tr", "trk/tr"}, {"nl", "gmw/nl"},
    {"zh", "sit/cmn"}, {"no", "gmq/nb"}, {"hbs", "zls/hr"},
};

/* Chosen so that they differ: the spectra of any two of them (nine bands, 300 to 4,500 Hz) lie 5 dB or more apart; the high ones lie 8
 * to 12 semitones above the low ones. Each speaks every language. */
static const struct {
    const char *id, *name;
    bool is_high;
} people[] = {
    {"", "Ben", false},   {"f2", "Grace", true},  {"m7", "Owen", false},     {"f5", "Ada", true},
    {"f4", "Mina", true}, {"m8", "Idris", false}, {"grandma", "Ruth", true},
};

static const int rates_wpm[] = {80, 100, 120, 140, 160, 175, 200, 225, 250, 300, 350, 400, 450};

enum { RATES = sizeof rates_wpm / sizeof *rates_wpm, PEOPLE = sizeof people / sizeof *people };
_Static_assert(PEOPLE <= (int)VOICE_CHOICES_MOST, "VOICE_CHOICES_MOST");

void voice_primary_subtag(const char *tag, char out[16])
{
    size_t n = 0;
    for (; tag[n] && tag[n] != '-' && tag[n] != '_' && n < 15; n++)
        out[n] = (char)(tag[n] >= 'A' && tag[n] <= 'Z' ? tag[n] + 32 : tag[n]);
    out[n] = 0;
}

const char *voice_known_file(const char *lang)
{
    for (size_t i = 0; i < sizeof known_files / sizeof *known_files; i++) {
        if (strcmp(known_files[i].lang, lang) == 0)
            return known_files[i].file;
    }
    return NULL;
}

int voice_step_rate(int words_per_minute, int steps)
{
    int at = 0;
    while (at + 1 < (int)RATES && rates_wpm[at + 1] <= words_per_minute)
        at++;
    if (steps < 0 && words_per_minute > rates_wpm[at])
        at++; /* between two steps: the lower one is the first step down */
    at += steps;
    return rates_wpm[at < 0 ? 0 : at >= (int)RATES ? (int)RATES - 1 : at];
}

static bool is_data(char *folder, size_t size, const char *parent)
{
    int length = snprintf(folder, size, "%s/espeak-ng-data", parent);
    return length > 0 && (size_t)length < size && access(folder, R_OK | X_OK) == 0;
}

/* The folder of the library, once it is met among those that are open. */
static int note_library(struct dl_phdr_info *info, size_t size, void *out)
{
    (void)size;
    const char *slash = strrchr(info->dlpi_name, '/');
    if (!slash || strncmp(slash, "/libespeak-ng.so", strlen("/libespeak-ng.so")) != 0)
        return 0;
    snprintf(out, PATH_MAX, "%.*s", (int)(slash - info->dlpi_name), info->dlpi_name);
    return 1;
}

/* espeak-ng knows where its data is only once it was started, and keeps that in a global. Debian puts it beside the library, which is
 * looked for by its file: where it is opened late (late/late.h), the addresses of its functions are the program's own. */
static bool find_data(char folder[PATH_MAX])
{
    const char *told = getenv("ESPEAK_DATA_PATH");
    if (told && told[0]) {
        if (is_data(folder, PATH_MAX, told))
            return true;
        snprintf(folder, PATH_MAX, "%s", told);
        if (access(folder, R_OK | X_OK) == 0)
            return true;
    }
    char parent[PATH_MAX];
    (void)espeak_Info(NULL); /* from here on it is open */
    if (dl_iterate_phdr(note_library, parent) && is_data(folder, PATH_MAX, parent))
        return true;
    return is_data(folder, PATH_MAX, "/usr/share") || is_data(folder, PATH_MAX, "/usr/lib") ||
           is_data(folder, PATH_MAX, "/usr/local/share");
}

/* Looks into the folders of language families for a file of this name, or of a dialect: lang/gmw/en, lang/iro/chr-US-Qaaa-x-west. */
static bool folder_speaks(const char *folder, const char *lang, int depth)
{
    DIR *dir = opendir(folder);
    if (!dir)
        return false;
    bool found = false;
    for (const struct dirent *e; !found && (e = readdir(dir)) != NULL;) {
        char path[PATH_MAX], primary[16];
        if (e->d_name[0] == '.' ||
            snprintf(path, sizeof path, "%s/%s", folder, e->d_name) >= (int)sizeof path)
            continue;
        DIR *inner = depth ? opendir(path) : NULL;
        if (inner)
            closedir(inner);
        voice_primary_subtag(e->d_name, primary);
        found = inner ? folder_speaks(path, lang, depth - 1) : strcmp(primary, lang) == 0;
    }
    closedir(dir);
    return found;
}

bool voice_has_language(const char *lang)
{
    char primary[16], data[PATH_MAX], path[PATH_MAX];
    voice_primary_subtag(lang[0] ? lang : "en", primary);
    if (!find_data(data))
        return voice_known_file(primary) !=
               NULL; /* an odd place: what is usual is taken for granted */
    const char *file = voice_known_file(primary);
    if (file)
        return snprintf(path, sizeof path, "%s/lang/%s", data, file) < (int)sizeof path &&
               access(path, R_OK) == 0;
    return snprintf(path, sizeof path, "%s/lang", data) < (int)sizeof path &&
           folder_speaks(path, primary, 1);
}

static bool has_variant(const char *data, const char *id)
{
    char path[PATH_MAX];
    return !id[0] || (snprintf(path, sizeof path, "%s/voices/!v/%s", data, id) < (int)sizeof path &&
                      access(path, R_OK) == 0);
}

size_t voice_list(const char *lang, struct voice_choice out[VOICE_CHOICES_MOST])
{
    char data[PATH_MAX];
    bool has_data = find_data(data);
    size_t n = 0;
    if (!voice_has_language(lang))
        return 0;
    for (size_t i = 0; i < PEOPLE; i++) {
        if (people[i].id[0] && !(has_data && has_variant(data, people[i].id)))
            continue;
        out[n] = (struct voice_choice){.name = people[i].name, .is_high = people[i].is_high};
        snprintf(out[n++].id, sizeof out->id, "%s", people[i].id);
    }
    return n;
}
