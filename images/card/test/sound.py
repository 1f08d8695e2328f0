"""What the emulator's sound card played: is it speech?

A voice differs from a beep, a hum and noise in ways that can be measured. Its loudness goes up and down with the syllables, 2 to 8 times a
second. Part of it is voiced, with a pitch between 70 and 400 Hz that moves.
Which words it is can not be told so: an emulated sound card runs dry now and then, and its time is torn. The words are told by the page, where the
one that sounds is lit."""
import array
import math
import struct

FRAME_MS = 10
PITCH_HZ = (70, 400)
LOUD = 0.06          # of the loudest frame: below it is a pause
RATE_LOW = 8000      # pitch is looked for in a sound of this rate


class Sound:
    def __init__(self, samples, rate):
        self.samples, self.rate = samples, rate  # of one channel

    @property
    def seconds(self):
        return len(self.samples) / self.rate

    def envelope(self):
        """Loudness (root mean square) of each frame."""
        size = self.rate * FRAME_MS // 1000
        return [math.sqrt(sum(v * v for v in self.samples[i:i + size:2]) * 2 / size)
                for i in range(0, len(self.samples) - size + 1, size)]

    def cut(self, from_s, to_s=None):
        return Sound(self.samples[int(from_s * self.rate):int(to_s * self.rate) if to_s is not None else None], self.rate)


def read_wav(path, skip_bytes=0):
    """16-bit PCM; the lengths in the header are not believed, as they come right only when the emulator ends."""
    with open(path, "rb") as file:
        data = file.read()
    if data[:4] != b"RIFF" or len(data) < 44:
        return Sound(array.array("h"), 44100)
    channels, rate = struct.unpack("<HI", data[22:28])
    start = data.find(b"data", 12) + 8
    body = data[start + skip_bytes:]
    samples = array.array("h")
    samples.frombytes(body[:len(body) - len(body) % (2 * channels)])
    return Sound(samples[::channels], rate)


def _pitch(samples, rate):
    """Hz of a voiced piece, by the highest peak of its autocorrelation; None where it has none."""
    least, most = rate // PITCH_HZ[1], rate // PITCH_HZ[0]
    mean = sum(samples) / len(samples)
    x = [v - mean for v in samples]
    power = sum(v * v for v in x) or 1
    best, at = 0.0, 0
    for lag in range(least, most):
        fit = sum(a * b for a, b in zip(x, x[lag:])) / power
        if fit > best:
            best, at = fit, lag
    return rate / at if best > 0.45 else None


class Heard:
    """What was measured of a sound."""

    def __init__(self, sound):
        envelope = sound.envelope()
        most = max(envelope, default=0)
        loud = [i for i, e in enumerate(envelope) if e > most * LOUD] if most > 100 else []
        self.seconds = len(loud) * FRAME_MS / 1000
        self.syllable_share = _share_of_syllables(envelope[loud[0]:loud[-1] + 1]) if loud else 0
        pitches = []
        step = max(1, sound.rate // RATE_LOW)
        for i in loud[::7]:
            start = i * sound.rate * FRAME_MS // 1000
            piece = sound.samples[start:start + sound.rate * 40 // 1000:step]
            if len(piece) > RATE_LOW // PITCH_HZ[0] * 2:
                pitches.append(_pitch(piece, sound.rate // step))
        voiced = sorted(p for p in pitches if p)
        self.voiced_share = len(voiced) / len(pitches) if pitches else 0
        self.pitch_hz = voiced[len(voiced) // 2] if voiced else 0
        spread = (voiced[len(voiced) * 9 // 10] - voiced[len(voiced) // 10]) if voiced else 0
        self.pitch_spread = spread / self.pitch_hz if self.pitch_hz else 0

    def is_speech(self):
        return (self.seconds >= 1 and self.syllable_share >= 0.35 and 0.3 <= self.voiced_share <= 0.98 and self.pitch_spread >= 0.05)

    def __str__(self):
        return (f"{self.seconds:.1f} s of sound, {self.voiced_share:.0%} voiced around {self.pitch_hz:.0f} Hz"
                f" (spread {self.pitch_spread:.0%}), {self.syllable_share:.0%} of its swing at a syllable's pace")


def _share_of_syllables(envelope):
    """How much of the envelope's swing up to 20 Hz lies between 2 and 8 Hz."""
    count = len(envelope)
    if count < 100:
        return 0
    mean = sum(envelope) / count
    swing = [e - mean for e in envelope]
    rate = 1000 / FRAME_MS
    total = within = 0.0
    for step in range(1, 41):
        hz = step / 2
        turn = 2 * math.pi * hz / rate
        power = (sum(v * math.cos(turn * i) for i, v in enumerate(swing)) ** 2
                 + sum(v * math.sin(turn * i) for i, v in enumerate(swing)) ** 2)
        total += power
        within += power if 2 <= hz <= 8 else 0
    return within / total if total else 0
