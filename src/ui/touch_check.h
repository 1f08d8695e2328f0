/* touch_check.h: whether fingers are felt where they are: targets and touches of one glass, compared; and the eight ways in which a panel
 * can be turned or mirrored against the picture.
 *
 * A turn is 0 to 7: the quarters by which a point must be turned clockwise to come right, plus 4 where it must be mirrored (left for right)
 * before that. Plain data. Any thread. */
#ifndef LECTERN_UI_TOUCH_CHECK_H
#define LECTERN_UI_TOUCH_CHECK_H

#include <stdbool.h>

enum { TOUCH_TARGETS = 9, TOUCH_TURNS = 8, TOUCH_MIRRORED = 4 };

/* Where the targets are, as parts of the glass (0 to 1): around the edge, clockwise from the top left; then the middle. */
struct touch_point {
    double x, y;
};
struct touch_point touch_check_target(int index, double width_mm, double height_mm);

struct touch_check {
    double width_mm, height_mm;
    struct touch_point touched[TOUCH_TARGETS]; /* parts of the glass */
    bool has[TOUCH_TARGETS];
};

enum touch_verdict {
    TOUCH_UNKNOWN, /* too few were touched */
    TOUCH_RIGHT,
    TOUCH_TURNED, /* `turn` puts it right */
    TOUCH_OFF
};

struct touch_result {
    enum touch_verdict verdict;
    double off_mm[TOUCH_TARGETS]; /* below 0: not touched */
    double most_mm;
    int turn;
};

/* So far off a touch may be: a fingertip is no pin. */
#define TOUCH_RIGHT_MM 4.0

struct touch_result touch_check_judge(const struct touch_check *check);

/* The point as it comes right. */
struct touch_point touch_turn(int turn, struct touch_point p);

/* The turn that does what `first` and then `then` do. */
int touch_turn_both(int first, int then);

#endif
