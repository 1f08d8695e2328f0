/* script.h: drives the kiosk by the lines of a file, on the real event path, with a fake clock; for tests, pictures and benches.
 *
 * Every touch and key is an event of SDL; time only moves by `wait` and `advance`, and then exactly; the sound is clocked by what
 * was written to audio.wav. $NAME in a line is taken from the environment. The lines: tests/trips/README.md. */
#ifndef LECTERN_APP_SCRIPT_H
#define LECTERN_APP_SCRIPT_H

struct app;

/* Runs the file; writes what it shows, says and measures into the folder `out` (made when it is missing). Returns 0, or 1 after the
 * first line that fails, which is named on stderr with what was there instead. Thread: main. */
int script_run(struct app *app, const char *path, const char *out);

#endif
