#include "extract/office_zip.h"

#include "extract/svg.h"

#include <string.h>

static const size_t MOST_XML_BYTES = 64u << 20; /* of one document, all its parts together */
static const size_t MOST_PICTURE_BYTES = 32u << 20;
static const uint64_t MOST_PICTURE_PIXELS = 40u << 20; /* one picture */
static const uint64_t MOST_PIXELS = 400u << 20;        /* all of a document */

enum { PIECE_BYTES = 65536 };

struct opening {
    fz_stream *stream;
    fz_archive *archive;
};

static void open_archive(fz_context *ctx, void *data)
{
    struct opening *o = data;
    o->archive = fz_open_zip_archive_with_stream(ctx, o->stream);
}

void office_zip_open_none(fz_context *ctx, const struct extract_job *job, struct office_zip *out)
{
    *out = (struct office_zip){
        .ctx = ctx, .job = job, .xml_left_bytes = MOST_XML_BYTES, .pixels_left = MOST_PIXELS};
}

enum err office_zip_open(fz_context *ctx, fz_stream *stream, const struct extract_job *job,
                         struct office_zip *out)
{
    struct opening o = {.stream = stream};
    enum err err = guard_run(ctx, open_archive, &o);
    office_zip_open_none(ctx, job, out);
    out->archive = o.archive;
    return err;
}

void office_zip_close(struct office_zip *zip)
{
    fz_drop_archive(zip->ctx, zip->archive);
    zip->archive = NULL;
}

struct looking {
    struct office_zip *zip;
    const char *path;
    int at;
    const char *name;
    bool found;
};

static void look(fz_context *ctx, void *data)
{
    struct looking *l = data;
    l->found = fz_has_archive_entry(ctx, l->zip->archive, l->path) != 0;
}

bool office_zip_has(struct office_zip *zip, const char *path)
{
    struct looking l = {.zip = zip, .path = path};
    return zip->archive && *path && guard_run(zip->ctx, look, &l) == ERR_OK && l.found;
}

static void look_name(fz_context *ctx, void *data)
{
    struct looking *l = data;
    if (l->at < fz_count_archive_entries(ctx, l->zip->archive))
        l->name = fz_list_archive_entry(ctx, l->zip->archive, l->at);
}

const char *office_zip_name(struct office_zip *zip, int at)
{
    struct looking l = {.zip = zip, .at = at};
    if (!zip->archive || guard_run(zip->ctx, look_name, &l) != ERR_OK)
        return NULL;
    return l.name;
}

struct loading {
    struct office_zip *zip;
    const char *path;
    fz_stream *stream;
    size_t most_bytes;
    bool is_too_big;
    fz_buffer *buffer;
    fz_xml *xml;
    const unsigned char *bytes;
    size_t count;
    fz_image *image;
};

static void read_stream(fz_context *ctx, struct loading *l)
{
    unsigned char piece[PIECE_BYTES];
    size_t got;
    l->buffer = fz_new_buffer(ctx, PIECE_BYTES);
    while ((got = fz_read(ctx, l->stream, piece, sizeof piece)) > 0) {
        if (l->buffer->len + got > l->most_bytes) {
            l->is_too_big = true;
            return;
        }
        fz_append_data(ctx, l->buffer, piece, got);
    }
}

static void load(fz_context *ctx, void *data)
{
    struct loading *l = data;
    if (!l->stream)
        l->stream = fz_open_archive_entry(ctx, l->zip->archive, l->path);
    read_stream(ctx, l);
}

static void parse(fz_context *ctx, void *data)
{
    struct loading *l = data;
    l->xml = fz_parse_xml(ctx, l->buffer, 1);
}

static enum err load_tree(struct loading *l, fz_xml **out)
{
    struct office_zip *zip = l->zip;
    l->most_bytes = zip->xml_left_bytes;
    enum err err = guard_run(zip->ctx, load, l);
    if (err == ERR_OK && l->is_too_big)
        err = ERR_TOO_BIG;
    if (err == ERR_OK) {
        zip->xml_left_bytes -= l->buffer->len;
        err = guard_run(zip->ctx, parse, l);
    }
    if (err == ERR_OK && !fz_xml_root(l->xml))
        err = ERR_DAMAGED;
    fz_drop_buffer(zip->ctx, l->buffer);
    *out = err == ERR_OK ? l->xml : NULL;
    if (err != ERR_OK)
        fz_drop_xml(zip->ctx, l->xml);
    return err;
}

enum err office_zip_tree(struct office_zip *zip, const char *path, fz_xml **out)
{
    struct loading l = {.zip = zip, .path = path};
    *out = NULL;
    if (!office_zip_has(zip, path))
        return ERR_NOT_FOUND;
    enum err err = load_tree(&l, out);
    fz_drop_stream(zip->ctx, l.stream);
    return err;
}

enum err office_zip_stream_tree(struct office_zip *zip, fz_stream *stream, fz_xml **out)
{
    struct loading l = {.zip = zip, .stream = stream};
    *out = NULL;
    return load_tree(&l, out);
}

enum err office_zip_stream_bytes(struct office_zip *zip, fz_stream *stream, size_t most_bytes,
                                 fz_buffer **out)
{
    struct loading l = {.zip = zip, .stream = stream, .most_bytes = most_bytes};
    enum err err = guard_run(zip->ctx, load, &l);
    if (err == ERR_OK && l.is_too_big)
        err = ERR_TOO_BIG;
    *out = l.buffer;
    if (err != ERR_OK) {
        fz_drop_buffer(zip->ctx, l.buffer);
        *out = NULL;
    }
    return err;
}

static void open_image(fz_context *ctx, void *data)
{
    struct loading *l = data;
    if (l->bytes)
        l->buffer = fz_new_buffer_from_copied_data(ctx, l->bytes, l->count);
    l->image = l->path && svg_is_name(l->path) ? svg_image(ctx, l->buffer, l->zip->archive)
                                               : fz_new_image_from_buffer(ctx, l->buffer);
}

static bool decode(struct loading *l, uint32_t most_px, struct picture *out)
{
    struct office_zip *zip = l->zip;
    bool ok = guard_run(zip->ctx, open_image, l) == ERR_OK && l->image;
    uint64_t pixels = ok && l->image->w > 0 && l->image->h > 0
                          ? (uint64_t)l->image->w * (uint64_t)l->image->h
                          : 0;
    ok = ok && pixels > 0 && pixels <= MOST_PICTURE_PIXELS;
    if (ok && pixels > zip->pixels_left) {
        extract_leave_pictures(zip->job, 1);
        ok = false;
    }
    if (ok) {
        zip->pixels_left -= pixels;
        ok = picture_from_image(zip->ctx, l->image, most_px, out) == ERR_OK;
    }
    fz_drop_image(zip->ctx, l->image);
    return ok;
}

bool office_zip_picture(struct office_zip *zip, const char *path, struct picture *out)
{
    uint32_t most_px = extract_begin_picture(zip->job, 1, 1);
    struct loading l = {.zip = zip, .path = path, .most_bytes = MOST_PICTURE_BYTES};
    *out = (struct picture){0};
    if (most_px == 0 || !office_zip_has(zip, path))
        return false;
    bool ok = guard_run(zip->ctx, load, &l) == ERR_OK && !l.is_too_big && decode(&l, most_px, out);
    fz_drop_buffer(zip->ctx, l.buffer);
    fz_drop_stream(zip->ctx, l.stream);
    return ok;
}

bool office_zip_picture_of(struct office_zip *zip, const unsigned char *bytes, size_t count,
                           struct picture *out)
{
    uint32_t most_px = extract_begin_picture(zip->job, 1, 1);
    struct loading l = {.zip = zip, .bytes = bytes, .count = count};
    *out = (struct picture){0};
    if (most_px == 0 || count < 8 || count > MOST_PICTURE_BYTES)
        return false;
    bool ok = decode(&l, most_px, out);
    fz_drop_buffer(zip->ctx, l.buffer);
    return ok;
}
