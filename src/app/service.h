/* service.h: what systemd is told where it started the kiosk (sd_notify): that the first frame shows, that the loop still turns, that it
 * ends. A loop that hangs is silent, and is started again. Elsewhere nothing is told. Thread: main. */
#ifndef LECTERN_APP_SERVICE_H
#define LECTERN_APP_SERVICE_H

#include <stdbool.h>
#include <stdint.h>

struct service {
    bool is_started;   /* by systemd */
    uint64_t every_us; /* so often it wants a word of the loop; 0: never */
    uint64_t told_us;  /* when it last had one, by clock_monotonic_us */
};

/* Looks whether systemd waits for a word; the workers that are started later are not to answer for the kiosk. */
struct service service_begin(void);

/* The first frame shows. */
void service_ready(struct service *service);

/* The loop has turned. Tells when half the time is over. */
void service_alive(struct service *service);

/* How long the loop may sleep, at most `sleep_ms` (-1: until something happens), in ms. */
int service_sleep_ms(const struct service *service, int sleep_ms);

/* It ends of its own will. */
void service_end(struct service *service);

#endif
