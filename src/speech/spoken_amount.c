#include "speech/spoken_amount.h"

#include <string.h>

static const struct unit units[] = {
    {"kg", "kilogram", "kilograms"},
    {"g", "gram", "grams"},
    {"mg", "milligram", "milligrams"},
    {"km", "kilometre", "kilometres"},
    {"m", "metre", "metres"},
    {"cm", "centimetre", "centimetres"},
    {"mm", "millimetre", "millimetres"},
    {"ml", "millilitre", "millilitres"},
    {"l", "litre", "litres"},
    {"L", "litre", "litres"},
    {"mph", "mile an hour", "miles an hour"},
    {"kWh", "kilowatt hour", "kilowatt hours"},
    {"kW", "kilowatt", "kilowatts"},
    {"W", "watt", "watts"},
    {"MB", "megabyte", "megabytes"},
    {"GB", "gigabyte", "gigabytes"},
    {"TB", "terabyte", "terabytes"},
    {"KB", "kilobyte", "kilobytes"},
    {"hr", "hour", "hours"},
    {"hrs", "hour", "hours"},
    {"h", "hour", "hours"},
    {"min", "minute", "minutes"},
    {"mins", "minute", "minutes"},
    {"sec", "second", "seconds"},
    {"secs", "second", "seconds"},
    {"ms", "millisecond", "milliseconds"},
    {"ft", "foot", "feet"},
    {"lb", "pound", "pounds"},
    {"lbs", "pound", "pounds"},
    {"oz", "ounce", "ounces"},
    {"st", "stone", "stone"},
    {"yrs", "year", "years"},
    {"yr", "year", "years"},
    {"p", "pence", "pence"},
    {"%", "per cent", "per cent"},
    {"pt", "point", "point"},
    {"px", "pixel", "pixels"},
    {"dB", "decibel", "decibels"},
    {"Hz", "hertz", "hertz"},
    {"x", "times", "times"},
    {"km/h", "kilometre an hour", "kilometres an hour"},
    {"\xc2\xb0", "degree", "degrees"},
    {"\xc2\xb0"
     "C",
     "degree Celsius", "degrees Celsius"},
    {"\xc2\xb0"
     "F",
     "degree Fahrenheit", "degrees Fahrenheit"},
    {"m\xc2\xb2", "square metre", "square metres"},
    {"km\xc2\xb2", "square kilometre", "square kilometres"},
    {"cm\xc2\xb2", "square centimetre", "square centimetres"},
    {"m\xc2\xb3", "cubic metre", "cubic metres"},
    {"cm\xc2\xb3", "cubic centimetre", "cubic centimetres"},
    {"ft\xc2\xb2", "square foot", "square feet"},
    {"sqm", "square metre", "square metres"},
    {"kmh", "kilometre an hour", "kilometres an hour"},
    {"kph", "kilometre an hour", "kilometres an hour"},
    {"mi", "mile", "miles"},
    {"yd", "yard", "yards"},
    {"yds", "yards", "yards"},
    {"in", "inch", "inches"},
    {"ins", "inch", "inches"},
    {"wk", "week", "weeks"},
    {"wks", "week", "weeks"},
    {"mths", "month", "months"},
    {"cl", "centilitre", "centilitres"},
    {"mcg", "microgram", "micrograms"},
    {"\xc2\xb5g", "microgram", "micrograms"},
    {"kcal", "kilocalorie", "kilocalories"},
    {"kJ", "kilojoule", "kilojoules"},
    {"MW", "megawatt", "megawatts"},
    {"GW", "gigawatt", "gigawatts"},
    {"MWh", "megawatt hour", "megawatt hours"},
    {"kHz", "kilohertz", "kilohertz"},
    {"MHz", "megahertz", "megahertz"},
    {"GHz", "gigahertz", "gigahertz"},
    {"Mbps", "megabit a second", "megabits a second"},
    {"ha", "hectare", "hectares"},
    {"pp", "percentage point", "percentage points"},
    {"ppt", "percentage point", "percentage points"},
    {"ppts", "percentage point", "percentage points"},
};
static const struct unit scales[] = {
    {"k", "thousand", ""},      {"K", "thousand", ""},      {"bn", "billion", ""},
    {"b", "billion", ""},       {"tn", "trillion", ""},     {"m", "million", ""},
    {"mn", "million", ""},      {"M", "million", ""},       {"thousand", "thousand", ""},
    {"million", "million", ""}, {"billion", "billion", ""}, {"trillion", "trillion", ""},
    {"trn", "trillion", ""},    {"mln", "million", ""},     {"bln", "billion", ""},
    {"Bn", "billion", ""},      {"BN", "billion", ""},
};

static const struct unit *find_unit(const struct unit *list, size_t count, const char *text,
                                    size_t bytes)
{
    for (size_t i = 0; i < count; i++) {
        if (strlen(list[i].sign) == bytes && memcmp(list[i].sign, text, bytes) == 0)
            return &list[i];
    }
    return NULL;
}

const struct unit *spoken_find_measure(const char *text, size_t bytes)
{
    return find_unit(units, sizeof units / sizeof *units, text, bytes);
}

const struct unit *spoken_find_scale(const char *text, size_t bytes)
{
    return find_unit(scales, sizeof scales / sizeof *scales, text, bytes);
}

struct amount spoken_read_amount(const char *text, size_t bytes, const char *sign)
{
    struct amount a = {0};
    size_t at = 0, sign_bytes = strlen(sign);
    if (bytes > 1 && text[0] == '-') {
        a.is_negative = true;
        at = 1;
    } else if (bytes > 3 && memcmp(text, "\xe2\x88\x92", 3) == 0) {
        a.is_negative = true;
        at = 3;
    }
    if (sign_bytes) {
        if (at + sign_bytes > bytes || memcmp(text + at, sign, sign_bytes) != 0)
            return a;
        at += sign_bytes;
    }
    a.low = numeral_read(text + at, bytes - at);
    if (!a.low.bytes)
        return a;
    at += a.low.bytes;
    a.bytes = at;
    size_t dash = spoken_dash(text + at, bytes - at);
    if (!dash)
        return a;
    at += dash;
    if (sign_bytes && at + sign_bytes <= bytes && memcmp(text + at, sign, sign_bytes) == 0)
        at += sign_bytes;
    a.high = numeral_read(text + at, bytes - at);
    if (a.high.bytes) {
        a.is_range = true;
        a.bytes = at + a.high.bytes;
    }
    return a;
}

void spoken_add_amount(const struct amount *a, struct str *out)
{
    if (a->is_negative)
        number_add_word(out, "minus");
    number_add_numeral(out, &a->low);
    if (a->is_range) {
        number_add_word(out, "to");
        number_add_numeral(out, &a->high);
    }
}

bool spoken_is_one(const struct amount *a)
{
    return !a->is_range && a->low.whole == 1 && !a->low.fraction[0];
}

/* "a £35 grant": a sum that stands before a noun is said in the singular. */
bool spoken_is_before_noun(const struct sentence *s, size_t first, size_t last)
{
    static const char determiners[] =
        "a an the this that our their its his her your my each every "
        "another extra new one two three four five six ten some many these those any no further "
        "additional proposed annual total single first second small large huge massive record "
        "planned estimated initial one-off whole full yearly monthly weekly recent existing";
    static const char not_nouns[] =
        "a an the and or but for to in of on by at as with from per is was were are be been will "
        "would could should can may might must has have had went goes came comes that which who "
        "when if than more less each every it we they you he she not spent paid given lost owed "
        "cut raised so while until because after before over under between into out up down too "
        "also "
        "here there now";
    const struct token *before = spoken_at(s, first - 1), *here = spoken_at(s, last),
                       *after = spoken_at(s, last + 1);
    bool is_word = spoken_is_lower(spoken_first(after)) || spoken_is_upper(spoken_first(after));
    if (here->stop || after->opens || !is_word)
        return false;
    bool ends_ed =
        after->core_bytes > 3 && memcmp(after->core + after->core_bytes - 2, "ed", 2) == 0;
    return spoken_one_of(before->core, before->core_bytes, determiners) >= 0 && !before->stop &&
           spoken_one_of(after->core, after->core_bytes, not_nouns) < 0 && !ends_ed;
}
