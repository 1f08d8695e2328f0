#include "library/import_pace.h"

/* What a document costs besides its bytes, in bytes: about a tenth of a second of a small board's work. */
static const double document_work = 400e3;

/* Nothing is told before so long, and so large a share; and what is told follows within about so long. */
static const double first_ms = 2000, first_share = 0.02, settle_ms = 8000;

static double work_of(uint64_t bytes)
{
    return (double)bytes + document_work;
}

void import_pace_expect(struct import_pace *p, uint64_t bytes)
{
    p->all += work_of(bytes);
}

void import_pace_finish(struct import_pace *p, uint64_t bytes)
{
    p->done += work_of(bytes);
}

void import_pace_part(struct import_pace *p, int lane, uint64_t bytes, double share)
{
    p->part[lane] = share * work_of(bytes);
}

static double done_with_parts(const struct import_pace *p)
{
    double done = p->done;
    for (int i = 0; i < LANES_MOST; i++)
        done += p->part[i];
    return done < p->all ? done : p->all;
}

int import_pace_thousandths(struct import_pace *p)
{
    int now = p->all > 0 ? (int)(1000 * done_with_parts(p) / p->all) : 0;
    if (now > p->most_thousandths)
        p->most_thousandths = now;
    return p->most_thousandths;
}

int import_pace_left_s(struct import_pace *p, uint64_t elapsed_ms)
{
    double done = done_with_parts(p), ms = (double)elapsed_ms;
    if (p->done >= p->all)
        return 0;
    if (!p->is_told && (ms < first_ms || done < first_share * p->all))
        return -1;
    double wanted = ms * (p->all - done) / done;
    if (!p->is_told) {
        p->left_ms = wanted;
        p->is_told = true;
    } else {
        double since = ms - (double)p->at_ms;
        p->left_ms -= since;
        p->left_ms += (wanted - p->left_ms) * since / (since + settle_ms);
    }
    p->at_ms = elapsed_ms;
    if (p->left_ms < 0)
        p->left_ms = 0;
    int left_s = (int)(p->left_ms / 1000) + 1;
    return left_s;
}
