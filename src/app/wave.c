#include "app/wave.h"

static void add_u16(struct str *out, uint32_t value)
{
    unsigned char bytes[2] = {(unsigned char)value, (unsigned char)(value >> 8)};
    str_add_bytes(out, bytes, sizeof bytes);
}

static void add_u32(struct str *out, uint32_t value)
{
    add_u16(out, value & 0xFFFF);
    add_u16(out, value >> 16);
}

void wave_add(struct str *out, const int16_t *samples, size_t count, uint32_t rate_hz)
{
    uint32_t data_bytes = (uint32_t)(count * sizeof *samples);
    str_add(out, "RIFF");
    add_u32(out, 36 + data_bytes);
    str_add(out, "WAVEfmt ");
    add_u32(out, 16); /* bytes of this part */
    add_u16(out, 1);  /* PCM */
    add_u16(out, 1);  /* channel */
    add_u32(out, rate_hz);
    add_u32(out, rate_hz * 2);
    add_u16(out, 2);  /* bytes a frame */
    add_u16(out, 16); /* bits a sample */
    str_add(out, "data");
    add_u32(out, data_bytes);
    for (size_t i = 0; i < count; i++)
        add_u16(out, (uint16_t)samples[i]);
}
