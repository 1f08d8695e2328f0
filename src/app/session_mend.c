#include "app/session.h"
#include "base/log.h"
#include "library/search_index.h"
#include "library/search_mender.h"

void session_mend(struct session *s)
{
    search_mender_stop(s->mender);
    s->mender = s->in_script ? NULL : search_mender_start(s->config->library);
    enum err err = s->in_script ? search_index_mend(s->config->library, NULL, NULL) : ERR_OK;
    if (err != ERR_OK)
        log_note("the search index of %s is not complete (%s)", s->config->library, err_name(err));
}
