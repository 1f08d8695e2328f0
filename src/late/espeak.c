/* espeak-ng: the voice. late.h says why it is opened late. */
#include "late/late.h"

#include <espeak-ng/espeak_ng.h>
#include <espeak-ng/speak_lib.h>

LATE(LATE_ESPEAK, espeak_VOICE *, espeak_GetCurrentVoice, (void), ())
LATE(LATE_ESPEAK, const char *, espeak_Info, (const char **path_data), (path_data))
LATE(LATE_ESPEAK, int, espeak_Initialize,
     (espeak_AUDIO_OUTPUT output, int buflength, const char *path, int options),
     (output, buflength, path, options))
LATE(LATE_ESPEAK, espeak_ERROR, espeak_SetParameter,
     (espeak_PARAMETER parameter, int value, int relative), (parameter, value, relative))
LATE_VOID(LATE_ESPEAK, espeak_SetSynthCallback, (t_espeak_callback * SynthCallback),
          (SynthCallback))
LATE(LATE_ESPEAK, espeak_ERROR, espeak_SetVoiceByName, (const char *name), (name))
LATE(LATE_ESPEAK, espeak_ERROR, espeak_SetVoiceByProperties, (espeak_VOICE * voice_spec),
     (voice_spec))
LATE(LATE_ESPEAK, espeak_ERROR, espeak_Synth,
     (const void *text, size_t size, unsigned int position, espeak_POSITION_TYPE position_type,
      unsigned int end_position, unsigned int flags, unsigned int *unique_identifier,
      void *user_data),
     (text, size, position, position_type, end_position, flags, unique_identifier, user_data))
LATE(LATE_ESPEAK, const char *, espeak_TextToPhonemes,
     (const void **textptr, int textmode, int phonememode), (textptr, textmode, phonememode))
LATE(LATE_ESPEAK, int, espeak_ng_GetSampleRate, (void), ())
