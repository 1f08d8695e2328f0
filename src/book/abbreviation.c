#include "book/abbreviation.h"

#include <stdint.h>
#include <string.h>

/* Space-parted, small letters, each list with a space at both ends. What stands under "" holds for every language. */
struct list {
    const char *lang;
    enum abbreviation kind;
    bool is_capital; /* only where it begins with a capital: 'Ms' is a title, 'ms' a unit */
    const char *words;
};

static const struct list lists[] = {
    {"", ABBREVIATION_TITLE, true,
     " mr mrs ms mx messrs hon gen col capt maj lt sgt cpl fr supt insp pres gov sen rep amb cllr "
     "rev revd rt st ste "},
    {"", ABBREVIATION_TITLE, false,
     " dr prof mme mlle e.g i.e eg ie cf viz v vs approx incl excl esp "},
    {"", ABBREVIATION_NUMBER, false,
     " no nos p pp para paras s ss ch chs chap vol vols art arts sec secs sect fig figs ed eds cl "
     "reg regs ref refs ext tel c ca r rr sch sched app appx pt pts ver vers edn col cols ll nn "
     "n "
     "tab eq q qq jan feb mar apr jun jul aug sep sept oct nov dec tue tues thu thur thurs fri arg "
     "est "},
    {"", ABBREVIATION_EITHER, false,
     " ltd inc co corp plc llp jr sr jnr snr rd ave av sq ln blvd cres gdns dept univ assn assoc "
     "bros ph.d m.phil b.sc m.sc b.ed m.ed ll.b ll.m d.phil ed.d dip cert min max mins hrs hr wk "
     "wks yr yrs mth mths temp govt intl nat natl "},
    {"", ABBREVIATION_LAST, false, " etc al ibid et.al seq ff a.m p.m pm "},
    {"cy", ABBREVIATION_TITLE, false, " parch athro e.e h.y m.e sef yr.anrh "},
    {"cy", ABBREVIATION_NUMBER, false, " t tt rhif td ardd pen cyf gw adr "},
    {"cy", ABBREVIATION_LAST, false, " ayyb a.y.y.b "},
    {"fr", ABBREVIATION_TITLE, false, " m mm me pr mgr ex env p.ex c.-\xc3\xa0-d "},
    {"fr", ABBREVIATION_NUMBER, false,
     " al \xc3\xa9"
     "d janv f\xc3\xa9vr avr juill d\xc3\xa9"
     "c "},
    {"fr", ABBREVIATION_EITHER, false, " bd boul j.-c "},
    {"de", ABBREVIATION_TITLE, false,
     " hr fr frau hrn z.b d.h u.a bzw vgl evtl ggf inkl zzgl sog bspw dipl ing mag z.t i.d.r "
     "u.\xc3\xa4 "},
    {"de", ABBREVIATION_NUMBER, false, " nr abs bd kap abb tab anm aufl jh rn ziff "},
    {"de", ABBREVIATION_EITHER, false, " str gmbh mio mrd n.chr v.chr "},
    {"de", ABBREVIATION_LAST, false, " usw usf "},
    {"es", ABBREVIATION_TITLE, false,
     " sr sra srta dra ud uds d d\xc3\xb1"
     "a p.ej "},
    {"es", ABBREVIATION_NUMBER, false, " p\xc3\xa1g p\xc3\xa1gs n\xc3\xbam cap "},
    {"es", ABBREVIATION_EITHER, false, " ee.uu a.c d.c avda "},
    {"it", ABBREVIATION_TITLE, false, " sig sigg sig.ra dott dott.ssa ing avv p.es "},
    {"it", ABBREVIATION_NUMBER, false, " pag pagg cap num "},
    {"it", ABBREVIATION_LAST, false, " ecc "},
    {"pl", ABBREVIATION_TITLE, false,
     " np tzn tj ul al ks in\xc5\xbc mgr hab lek m.in tzw pow woj im "},
    {"pl", ABBREVIATION_NUMBER, false, " nr str ust pkt poz godz rozdz rys dz "},
    {"pl", ABBREVIATION_EITHER, false, " r w n.e p.n.e ur zm tys mln mld z\xc5\x82 "},
    {"pl", ABBREVIATION_LAST, false, " itd itp "},
    {"nl", ABBREVIATION_TITLE, false, " dhr mevr mw drs ir bijv d.w.z o.a m.b.t i.p.v t.a.v "},
    {"nl", ABBREVIATION_NUMBER, false, " nr blz hfst afb "},
    {"nl", ABBREVIATION_LAST, false, " enz "},
    {"pt", ABBREVIATION_TITLE, false, " sr sra dra exmo exma "},
    {"pt", ABBREVIATION_NUMBER, false, " p\xc3\xa1g p\xc3\xa1gs n\xc3\xbam cap "},
};

static const struct list starters[] = {
    {"en", ABBREVIATION_NONE, false,
     " a after all also although among an and another any are as at because before both but by can "
     "children consequently despite disabled do does during each even every everyone for from "
     "furthermore further given he hence her here his how however i if in indeed instead is it "
     "it's "
     "its last later let like many meanwhile moreover most much my nevertheless next no nobody nor "
     "not nothing now of on once one only or other others our over people perhaps please rather "
     "schools she similarly since so some such than thank that the their then there therefore "
     "these "
     "they this those though thus to today together two under unless until we were what when "
     "whenever where whereas whether which while who whose why will with without yes yet you "
     "your "},
    {"cy", ABBREVIATION_NONE, false,
     " a ac ar er fe felly hefyd mae maen mi nid ni oes ond os pan pwy roedd wedi y yr yn "},
    {"fr", ABBREVIATION_NONE, false,
     " a apr\xc3\xa8s au aux avec ce ces cet cette dans de depuis des du elle elles en et il ils "
     "je la "
     "le les leur leurs lors mais ne nous on or ou par pour puis quand que qui sans si son sur un "
     "une vous "},
    {"de", ABBREVIATION_NONE, false,
     " aber alle als am an auch auf aus bei bis da damit dann das dem den denn der des die dies "
     "diese "
     "dieser doch durch ein eine einer er es f\xc3\xbcr hier ich im in jede mit nach nicht nur ob "
     "oder "
     "seit sie so trotz und unter viele vom von vor wann warum was weil wenn wer wie wir wo zu zum "
     "zur "},
    {"es", ABBREVIATION_NONE, false,
     " a al ante as\xc3\xad como con cuando de del desde despu\xc3\xa9s el ella en entre es esta "
     "este "
     "esto hay la las lo los m\xc3\xa1s muchos no nos para pero por que se seg\xc3\xban si sin "
     "sobre "
     "su sus tambi\xc3\xa9n todo todos un una y ya "},
};

static bool same_lang(const char *of, const char *lang)
{
    size_t bytes = strlen(of);
    return strncmp(of, lang, bytes) == 0 && (lang[bytes] == 0 || lang[bytes] == '-');
}

/* Small ASCII letters between two spaces; false when the word is too long for any list. */
static bool make_key(const char *word, size_t bytes, char key[ABBREVIATION_MOST_BYTES + 3])
{
    if (bytes == 0 || bytes > ABBREVIATION_MOST_BYTES)
        return false;
    key[0] = ' ';
    for (size_t i = 0; i < bytes; i++) {
        char c = word[i];
        key[i + 1] = c >= 'A' && c <= 'Z' ? (char)(c + 'a' - 'A') : c;
    }
    key[bytes + 1] = ' ';
    key[bytes + 2] = 0;
    return !memchr(word, ' ', bytes) && !memchr(word, 0, bytes);
}

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c & 0x80);
}

/* Single letters parted by full stops: 'u.k', 'j.k', 'b.a'. */
static bool is_dotted(const char *key)
{
    bool dots = false;
    for (key++; *key != ' ';) {
        if (!is_letter(*key))
            return false;
        for (key++; (*key & 0xc0) == 0x80;)
            key++;
        if (*key == '.') {
            dots = true;
            key++;
        } else if (*key != ' ') {
            return false;
        }
    }
    return dots;
}

enum abbreviation abbreviation_find(const char *stem, size_t bytes, const char *lang)
{
    char key[ABBREVIATION_MOST_BYTES + 3];
    if (!make_key(stem, bytes, key))
        return ABBREVIATION_NONE;
    bool is_capital = stem[0] >= 'A' && stem[0] <= 'Z';
    for (size_t i = sizeof lists / sizeof *lists; i-- > 0;) {
        if ((!*lists[i].lang || same_lang(lists[i].lang, lang)) &&
            (!lists[i].is_capital || is_capital) && strstr(lists[i].words, key))
            return lists[i].kind;
    }
    if (is_dotted(key))
        return stem[0] >= 'a' && stem[0] <= 'z' ? ABBREVIATION_TITLE : ABBREVIATION_EITHER;
    return ABBREVIATION_NONE;
}

bool abbreviation_is_starter(const char *word, size_t bytes, const char *lang)
{
    char key[ABBREVIATION_MOST_BYTES + 3];
    if (!make_key(word, bytes, key))
        return false;
    if (!*lang)
        lang = "en";
    for (size_t i = 0; i < sizeof starters / sizeof *starters; i++) {
        if (same_lang(starters[i].lang, lang))
            return strstr(starters[i].words, key) != NULL;
    }
    return false;
}

bool abbreviation_has_ordinals(const char *lang)
{
    static const char *const langs[] = {"de", "da", "no", "nb", "nn", "fi", "cs", "sk",
                                        "pl", "hu", "hr", "sl", "et", "lv", "is", "tr"};
    for (size_t i = 0; i < sizeof langs / sizeof *langs; i++) {
        if (same_lang(langs[i], lang))
            return true;
    }
    return false;
}
