#include "app/service.h"
#include "base/clock.h"

#include <stdlib.h>
#include <systemd/sd-daemon.h>

struct service service_begin(void)
{
    struct service service = {.is_started = getenv("NOTIFY_SOCKET") != NULL};
    uint64_t limit_us = 0;
    if (sd_watchdog_enabled(0, &limit_us) > 0)
        service.every_us = limit_us / 2;
    return service;
}

static void tell(struct service *service, const char *state)
{
    if (!service->is_started)
        return;
    service->told_us = clock_monotonic_us();
    sd_notify(0, state);
}

void service_ready(struct service *service)
{
    tell(service, "READY=1\nWATCHDOG=1");
}

void service_alive(struct service *service)
{
    if (service->every_us && clock_monotonic_us() - service->told_us >= service->every_us)
        tell(service, "WATCHDOG=1");
}

int service_sleep_ms(const struct service *service, int sleep_ms)
{
    if (!service->every_us)
        return sleep_ms;
    uint64_t since_us = clock_monotonic_us() - service->told_us;
    uint64_t left_us = since_us < service->every_us ? service->every_us - since_us : 0;
    int left_ms = (int)(left_us / 1000) + 1;
    return sleep_ms < 0 || left_ms < sleep_ms ? left_ms : sleep_ms;
}

void service_end(struct service *service)
{
    tell(service, "STOPPING=1");
}
