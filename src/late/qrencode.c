/* libqrencode: square codes. late.h says why it is opened late. */
#include "late/late.h"

#include <qrencode.h>

LATE(LATE_QRENCODE, QRcode *, QRcode_encodeData,
     (int size, const unsigned char *data, int version, QRecLevel level),
     (size, data, version, level))
LATE_VOID(LATE_QRENCODE, QRcode_free, (QRcode * qrcode), (qrcode))
