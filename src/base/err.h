/* err.h: why something could not be done, as a number.
 *
 * Whatever can fail returns an `enum err`. The number is also the number of a message: ui/messages makes one plain sentence
 * of it (what, to which, what to do), so that nothing below ui holds words that a visitor meets. */
#ifndef LECTERN_BASE_ERR_H
#define LECTERN_BASE_ERR_H

#define MUST_USE __attribute__((warn_unused_result))

enum err {
    ERR_OK = 0,
    ERR_CANCELLED,  /* somebody asked us to stop */
    ERR_NO_MEMORY,  /* a picture or a document was too large for the memory left */
    ERR_IO,         /* the disk or the stick did not answer as it should */
    ERR_DISK_FULL,  /* no room left for what was to be written */
    ERR_NOT_FOUND,  /* no such file, document, voice, ... */
    ERR_DENIED,     /* the file may not be read or written by us */
    ERR_READ_ONLY,  /* the card that holds the library can't be written to, or not any more */
    ERR_USAGE,      /* the call or the command line makes no sense */
    ERR_CONFIG,     /* a line of a config, theme or word list is not understood */
    ERR_DAMAGED,    /* the document is cut off or broken */
    ERR_LOCKED,     /* the document wants a password */
    ERR_TOO_BIG,    /* the document is larger than a kiosk should take */
    ERR_NO_TEXT,    /* the document has pictures only */
    ERR_NOT_A_KIND, /* not a kind of document that we read */
    ERR_EMPTY,      /* the file has nothing in it */
    ERR_TOO_SLOW,   /* the document took longer than its time limit */
    ERR_WORKER,     /* the worker ended, or broke its protocol */
    ERR_BOOK,       /* the book file is not whole, or of another version */
    ERR_LIBRARY,    /* the catalogue can't be used */
    ERR_PIN_WRONG,  /* not the staff PIN */
    ERR_PIN_WAIT,   /* too many wrong PINs: wait */
    ERR_PIN_UNSET,  /* no staff PIN was set yet */
    ERR_PIN_SHORT,  /* a PIN of fewer than six digits */
    ERR_PACK,      /* a pack of documents breaks a rule of packs, or differs from what was signed */
    ERR_SIGNATURE, /* a pack, a key or a signature is not signed as it should be */
    ERR_UNTRUSTED, /* signed with a key that this kiosk does not trust */
    ERR_OLDER,     /* a later version of this pack is here already */
    ERR_EXPIRED,   /* the pack's last day is over */
    ERR_COPY,      /* a copy of a library is not whole, or was changed */
    ERR_PASSWORD,  /* the password of a key is wrong or missing */
    ERR_NO_VOICE,  /* espeak-ng or its voice is missing */
    ERR_NO_SOUND,  /* no sound device */
    ERR_NO_FONT,   /* a font is missing */
    ERR_NO_SCREEN, /* no window could be made */
    ERR_COUNT
};

/* A short, stable name for logs, JSON and tests: "damaged" for ERR_DAMAGED. Static. Any thread. */
const char *err_name(enum err err);

/* The error that stands for `errnum`, a value of errno. Any thread. */
enum err err_from_errno(int errnum);

#endif
