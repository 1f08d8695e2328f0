"""Keys that must get a visitor nowhere: the kiosk is the same process before and after, on the same console, and the screen is its own."""
import time

from machine import Failure
from mirror import Visit, shows

KEYS = ([("ctrl", "alt", f"f{n}") for n in range(1, 7)] + [("alt", f"f{n}") for n in (1, 2)]
        + [("alt", "f4"), ("ctrl", "alt", "delete"), ("ctrl", "alt", "backspace")]
        + [("alt", key, letter) for letter in "bceiuk" for key in ("sysrq", "print")]
        + [("ctrl", "c"), ("ctrl", "z"), ("ctrl", "q"), ("ctrl", "d"), ("ctrl", "s"), ("ctrl", "backslash"), ("meta_l",), ("scroll_lock",)])
WAIT_S = 2  # time for something bad to happen; what is compared afterwards is a state, not a moment


def place(machine):
    """All that would tell of a way out: process, console, this very start of the board."""
    return machine.run("systemctl show -p MainPID -p NRestarts lectern.service; cat /sys/class/tty/tty0/active /proc/sys/kernel/random/boot_id;"
                       "systemctl list-units --no-legend --plain '*getty*.service' | wc -l")


def keyboard(test, machine):
    golden = test.mirror.look([])[1]
    before = place(machine)
    led_astray = []
    with test.checking(f"keys that lead nowhere: {len(KEYS)} combinations", "same process, console and start; the kiosk's own screen"):
        for keys in KEYS:
            machine.press(*keys)
            time.sleep(WAIT_S)
            try:
                now = place(machine)
            except Failure as failure:
                led_astray.append(f"{'+'.join(keys)}: {failure}")
                break
            if now != before:
                led_astray.append(f"{'+'.join(keys)}: {now.splitlines()[:3]}")
                before = now
        test.saw("; ".join(led_astray) or "nothing happened")
        test.must(not led_astray)
    with test.checking("and the screen afterwards", "the attract screen, or a visit's first"):
        picture = back_to_start(test, machine)
        test.saw(picture)
    return golden


def back_to_start(test, machine):
    """Some of these keys may have begun a visit, as any key does."""
    golden = test.mirror.look([])[1]
    try:
        return f"attract, {shows(machine, golden, lambda p: test.keep('20-after-keys', p), 5)} pixels differ"
    except Failure:
        began = test.mirror.look(["key action"])[1]
        differ = shows(machine, began, lambda p: test.keep("20-after-keys", p), 20)
        Visit(machine, test.mirror, test.keep, ["key action"]).finish("keys")
        return f"home, {differ} pixels differ"


def second_keyboard(test, machine):
    """Somebody plugs in a keyboard of their own: it can do what a keypad can, and no more."""
    before = place(machine)
    with test.checking("a second keyboard is plugged in: it opens the home screen, and nothing else", "home; same process"):
        node = machine.run("grep -F -A 5 'QEMU USB Keyboard' /proc/bus/input/devices | grep -o 'event[0-9]*'")
        machine.command("device_del", id="keyboard")  # the second one gets the first one's name
        machine.wait_let_go(node)
        machine.command("device_add", driver="usb-kbd", id="visitors", bus="usb.0")
        machine.wait_taken("QEMU USB Keyboard")
        visit = Visit(machine, test.mirror, test.keep)
        visit.key("ret", "action")
        differ = visit.awaits("21-second-keyboard")
        for keys in (("ctrl", "alt", "f2"), ("ctrl", "alt", "delete"), ("alt", "f4")):
            machine.press(*keys)
            time.sleep(WAIT_S)
        now = place(machine)
        test.saw(f"{differ} pixels differ; {'the same process' if now == before else now}")
        test.must(now == before)
        visit.finish("keys")
