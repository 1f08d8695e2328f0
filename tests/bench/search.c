/* search: how fast a library of 1,000 documents and 10 million words is searched.
 *
 * bench_search LIBRARY make < WORDS fills a library that has nothing in it: words of WORDS (one a line, the commonest first), as often as
 * Zipf's law says. bench_search LIBRARY measures: lines of a name and milliseconds, medians; 'cold' is the first search of a process,
 * after the kernel was asked to forget the index. */
#include "library/search.h"
#include "base/clock.h"
#include "base/file.h"
#include "base/mem.h"
#include "base/str.h"
#include "book/builder.h"
#include "library/catalogue.h"
#include "library/database.h"
#include "library/search_index.h"

#include <fcntl.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum { DOCUMENTS = 1000, WORDS_EACH = 10000, PARAGRAPH = 80, SECTION = 400, WORDS_MOST = 100000 };
enum { ROUNDS = 5, TIMES_MOST = 4000 };

struct vocabulary {
    char *words[WORDS_MOST];
    size_t count;
    uint64_t chance;
};

/* The same numbers on every machine (Knuth's MMIX). */
static double chance(struct vocabulary *v)
{
    v->chance = v->chance * 6364136223846793005u + 1442695040888963407u;
    return (double)(v->chance >> 33) / (double)(1u << 31);
}

/* Zipf: the rank is as likely as one over it, so its logarithm is even. */
static const char *draw(struct vocabulary *v)
{
    size_t rank = (size_t)exp(chance(v) * log((double)v->count + 1)) - 1;
    return v->words[rank < v->count ? rank : v->count - 1];
}

static void add_block(struct vocabulary *v, struct builder *b, enum block_kind kind, size_t words)
{
    struct str text = {0};
    for (size_t i = 0, left = 0; i < words; i++) {
        bool begins = left == 0;
        if (begins)
            left = 6 + (size_t)(chance(v) * 22);
        const char *word = draw(v);
        left--;
        str_addf(&text, "%c%s%s", begins && word[0] >= 'a' ? word[0] - 32 : word[0], word + 1,
                 left == 0 && kind == BLOCK_PARAGRAPH ? ". " : " ");
    }
    builder_begin(b, &(struct builder_block){.kind = kind, .level = 1});
    builder_text(b, text.data, text.length_bytes, NULL);
    builder_end(b);
    str_free(&text);
}

static void make_book(struct vocabulary *v, unsigned number, struct str *out)
{
    struct builder *b = builder_new();
    struct str title = {0};
    str_addf(&title, "%s %s and %s, part %u", draw(v), draw(v), draw(v), number);
    builder_set_source(b, SOURCE_TEXT, ORDER_GIVEN);
    builder_set_lang(b, "en");
    builder_set_title(b, str_text(&title));
    for (size_t words = 0; words < WORDS_EACH; words += PARAGRAPH) {
        if (words % SECTION == 0)
            add_block(v, b, BLOCK_HEADING, 4);
        add_block(v, b, BLOCK_PARAGRAPH, PARAGRAPH);
    }
    if (builder_finish(b, out) != ERR_OK)
        exit(1);
    builder_free(b);
    str_free(&title);
}

/* A file as an import leaves it, but not synced: that would take most of the time. */
static void put_file(const char *folder, const char *part, const char *id, const char *ending,
                     const char *bytes, size_t count)
{
    struct str path = {0};
    str_addf(&path, "%s/%s/%s%s", folder, part, id, ending);
    FILE *file = fopen(str_text(&path), "wb");
    if (!file || fwrite(bytes, 1, count, file) != count || fclose(file) != 0)
        exit(1);
    str_free(&path);
}

static void put_document(const char *folder, sqlite3 *db, struct vocabulary *v, unsigned number)
{
    static char title[] = "made", name[] = "made.txt", lang[] = "en", none[] = "",
                section[] = "Briefings";
    struct document d = {.title = title,
                         .author = none,
                         .lang = lang,
                         .section = section,
                         .name = name,
                         .pages = 1,
                         .words = WORDS_EACH,
                         .source = 4,
                         .order = 3};
    struct str book = {0};
    snprintf(d.id, sizeof d.id, "%08x%056d", number, 0);
    make_book(v, number, &book);
    put_file(folder, "documents", d.id, "", "made", 4);
    put_file(folder, "books", d.id, ".book", book.data, book.length_bytes);
    if (database_put_document(db, &d) != ERR_OK)
        exit(1);
    str_free(&book);
}

static void fill(const char *folder, struct vocabulary *v)
{
    char *path = file_join(folder, "library.db");
    struct catalogue *c = NULL;
    sqlite3 *db = NULL;
    bool damaged;
    if (catalogue_open(folder, true, &c) != ERR_OK) /* makes the folders and the tables */
        exit(1);
    catalogue_close(c);
    if (database_open(path, true, &db, &damaged) != ERR_OK || database_run(db, "BEGIN") != ERR_OK)
        exit(1);
    for (unsigned i = 1; i <= DOCUMENTS; i++)
        put_document(folder, db, v, i);
    if (database_run(db, "COMMIT") != ERR_OK)
        exit(1);
    sqlite3_close(db);
    free(path);
}

static void make(const char *folder)
{
    struct vocabulary *v = mem_new(1, sizeof *v);
    char line[128];
    while (v->count < WORDS_MOST && fgets(line, sizeof line, stdin)) {
        line[strcspn(line, "\n")] = '\0';
        v->words[v->count++] = mem_copy_string(line);
    }
    if (!v->count)
        exit(1);
    uint64_t start = clock_monotonic_us();
    fill(folder, v);
    uint64_t filled = clock_monotonic_us();
    if (search_index_mend(folder, NULL, NULL) != ERR_OK)
        exit(1);
    fprintf(stderr, "books %.1f s, index %.1f s\n", (double)(filled - start) / 1e6,
            (double)(clock_monotonic_us() - filled) / 1e6);
    for (size_t i = 0; i < v->count; i++)
        free(v->words[i]);
    free(v);
}

struct times {
    double ms[TIMES_MOST];
    size_t count;
};

static int compare(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return x < y ? -1 : x > y;
}

static void print(const char *name, struct times *times)
{
    qsort(times->ms, times->count, sizeof *times->ms, compare);
    printf("%s\t%.2f\t%.2f\n", name, times->ms[times->count / 2], times->ms[times->count - 1]);
}

/* The time of this thread alone, which other work on the machine does not touch. */
static double cpu_ms(void)
{
    struct timespec t;
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
    return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static double find(struct search *s, const char *text, bool typing)
{
    struct search_results results;
    uint64_t start = clock_monotonic_us();
    double cpu = cpu_ms();
    if (search_find(s, &(struct search_query){.text = text, .typing = typing, .most = 10},
                    &results) != ERR_OK)
        exit(1);
    double ms = (double)(clock_monotonic_us() - start) / 1000;
    if (getenv("LECTERN_BENCH_TELL"))
        fprintf(stderr, "%8.2f ms, CPU %8.2f  %6u documents  %s%s  %s\n", ms, cpu_ms() - cpu,
                results.documents, text, typing ? "..." : "",
                results.instead ? results.instead : "");
    search_results_free(&results);
    return ms;
}

static void forget(const char *folder)
{
    static const char *const names[] = {"search.db", "search.db-wal", "library.db"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        char *path = file_join(folder, names[i]);
        int fd = open(path, O_RDONLY | O_CLOEXEC);
        free(path);
        if (fd < 0)
            continue;
        posix_fadvise(fd, 0, 0, POSIX_FADV_DONTNEED);
        close(fd);
    }
}

static const char *const asked[] = {
    "school",
    "the right to support",
    "inclusive education",
    "\"of the school\"",
    "parent learning",
    "skool",
    "edukation",
    "councils budget report",
    "segregation",
    "teachment interwriter",
    "zzyzzx",
    "a",
};

static void measure(const char *folder)
{
    struct times cold = {0}, warm = {0}, typed = {0};
    struct catalogue *c = NULL;
    for (size_t i = 0; i < sizeof asked / sizeof *asked; i++) {
        forget(folder);
        if (catalogue_open(folder, false, &c) != ERR_OK)
            exit(1);
        struct search *s = search_new(c);
        cold.ms[cold.count++] = find(s, asked[i], false);
        for (int k = 0; k < ROUNDS; k++)
            warm.ms[warm.count++] = find(s, asked[i], false);
        for (size_t n = 1; n <= strlen(asked[i]); n++) {
            char *part = mem_copy_bytes(asked[i], n);
            typed.ms[typed.count++] = find(s, part, true);
            free(part);
        }
        search_free(s);
        catalogue_close(c);
    }
    print("cold", &cold);
    print("warm", &warm);
    print("typed", &typed);
}

int main(int argc, char **argv)
{
    if (argc == 3 && strcmp(argv[2], "make") == 0)
        make(argv[1]);
    else if (argc == 2)
        measure(argv[1]);
    else
        return 2;
    return 0;
}
