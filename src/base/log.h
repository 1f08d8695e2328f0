/* log.h: lines for the person who looks after the kiosk, on stderr. An error is logged once, where it is handled. Nothing here
 * may say who read what. Control characters, as in names that strangers gave, become question marks. Any thread. */
#ifndef LECTERN_BASE_LOG_H
#define LECTERN_BASE_LOG_H

void log_error(const char *format, ...) __attribute__((format(printf, 1, 2)));
void log_note(const char *format, ...) __attribute__((format(printf, 1, 2)));

#endif
