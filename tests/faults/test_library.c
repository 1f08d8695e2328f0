/* What becomes of a library when the program is killed, a call fails, or the disk is full, at each call that touches files. After each
 * fault the library is opened as the next start would, and must be whole: SQLite says ok, every listed document has its original
 * and a book that opens, nothing half-made lies about, nothing that was there is lost; and the same work then succeeds. */
#include "injector.h"
#include "whole.h"

#include <sys/wait.h>

enum { SAMPLED_CALLS = 25, FEW_CALLS = 8 };

/* Faults put so far, and what they cost. */
struct tally {
    unsigned injected, lost, broken;
};

static struct injection strike(const struct scene *scene, const struct work *work,
                               struct fault fault, struct tally *tally)
{
    scratch_remove(scene->library.text);
    work->prepare(scene);
    struct scene copy = *scene;
    copy.workers = work->workers;
    struct injection injection = injector_run(fault, work->act, &copy);
    size_t documents;
    bool whole = whole_library(scene, work, &documents);
    tally->injected += injection.struck;
    size_t copies = 0, full = 0;
    whole = whole && (work->kind != WORK_EXPORTS || whole_copies(scene, &copies, &full));
    if (!whole || injection.crashed) {
        printf("# %s broken by fault %d at call %u\n", work->name, (int)fault.kind, fault.at);
        tally->broken++;
    }
    if (whole && documents < work->least) {
        printf("# %s lost a document by fault %d at call %u\n", work->name, (int)fault.kind,
               fault.at);
        tally->lost++;
    }
    work->act(&copy);
    size_t most = work->at_end * (work->kind == WORK_MAY_DOUBLE ? 2 : 1);
    bool goes =
        whole_library(scene, work, &documents) && documents >= work->at_end && documents <= most;
    if (work->kind == WORK_EXPORTS) /* and nothing half made is left */
        goes = goes && whole_copies(scene, &copies, &full) && full > 0 &&
               scratch_count(scene->usb, "out") == copies;
    if (!goes) {
        printf("# %s does not go through after fault %d at call %u\n", work->name, (int)fault.kind,
               fault.at);
        tally->broken++;
    }
    return injection;
}

static struct tally strike_each(const struct scene *scene, const struct work *work,
                                enum fault_kind kind)
{
    const char *how = getenv("LECTERN_FAULTS");
    unsigned most = how && strcmp(how, "few") == 0 ? FEW_CALLS : SAMPLED_CALLS;
    struct tally tally = {0};
    unsigned calls =
        strike(scene, work, (struct fault){kind, 0, scene->usb, scene->card}, &tally).calls;
    unsigned step = how && strcmp(how, "every") == 0 ? 1 : calls / most + 1;
    for (unsigned at = 1; at <= calls; at += step)
        strike(scene, work, (struct fault){kind, at, scene->usb, scene->card}, &tally);
    return tally;
}

static void a_library_survives_every_fault(void **state)
{
    static const char *const kinds[FAULT_KIND_COUNT] = {[FAULT_KILL] = "killed",
                                                        [FAULT_IO] = "call fails",
                                                        [FAULT_DISK_FULL] = "disk full",
                                                        [FAULT_PULLED] = "stick pulled",
                                                        [FAULT_READ_ONLY] = "card read-only"};
    if (!injector_works()) {
        print_message("faults can't be injected here (ptrace is forbidden): nothing was proved\n");
        skip();
    }
    struct scene scene = scene_of(*state);
    scene_fill(&scene);
    struct tally sum = {0};
    printf("# %-22s %-14s %9s %15s %17s\n", "while", "fault", "injected", "documents lost",
           "libraries broken");
    const char *only = getenv("LECTERN_FAULTS_OF");
    for (size_t w = 0; w < work_count; w++) {
        if (only && strcmp(only, works[w].name) != 0)
            continue;
        for (enum fault_kind kind = FAULT_KILL; kind < FAULT_KIND_COUNT; kind++) {
            struct tally t = strike_each(&scene, &works[w], kind);
            if (!t.injected) /* it takes nothing from a stick */
                continue;
            printf("# %-22s %-14s %9u %15u %17u\n", works[w].name, kinds[kind], t.injected, t.lost,
                   t.broken);
            sum.injected += t.injected;
            sum.lost += t.lost;
            sum.broken += t.broken;
        }
    }
    assert_int_equal(sum.lost, 0);
    assert_int_equal(sum.broken, 0);
    assert_true(sum.injected > 0);
}

static void several_processes_share_one_library(void **state)
{
    enum { PROCESSES = 4 };
    scratch_write(*state, "usb/stick/a.txt", "title: A\nThe first paper.");
    scratch_write(*state, "usb/stick/b.txt", "easy: B\nThe second paper.");
    scratch_write(*state, "usb/more/b.txt", "easy: B\nThe second paper.");
    scratch_write(*state, "usb/more/c.txt", "title: C\nThe third paper.");
    struct scene scene = scene_of(*state);
    pid_t pids[PROCESSES];
    for (int i = 0; i < PROCESSES; i++) {
        fflush(NULL);
        pids[i] = fork();
        assert_true(pids[i] >= 0);
        if (pids[i] == 0) {
            scene_add(&scene, i % 2 ? "more" : "stick");
            _exit(0);
        }
    }
    for (int i = 0; i < PROCESSES; i++) {
        int status;
        assert_int_equal(waitpid(pids[i], &status, 0), pids[i]);
        assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 0);
    }
    size_t documents;
    assert_true(whole_library(&scene, &works[0], &documents));
    assert_int_equal(documents, 3);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(several_processes_share_one_library, scratch_setup,
                                        scratch_teardown),
        cmocka_unit_test_setup_teardown(a_library_survives_every_fault, scratch_setup,
                                        scratch_teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
