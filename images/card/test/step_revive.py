"""A kiosk that is killed, that hangs, that can not start at all. All times are the guest's."""
import time

from mirror import SAME_PX, shows

CRASHES = 12


def back_after(machine, command, limit_s):
    """Seconds of the guest's clock from `command` to the next kiosk's first frame; and its process."""
    old = machine.property("MainPID")
    began = float(machine.run(f"cut -d ' ' -f 1 /proc/uptime; {command} $(systemctl show -p MainPID --value lectern.service)").splitlines()[0])

    def back():
        pid, state = machine.property("MainPID"), machine.property("ActiveState")
        if pid in ("0", old) or state != "active":
            return None
        ready = int(machine.property("ActiveEnterTimestampMonotonic")) / 1e6
        return ready if ready > began else None
    return machine.wait_for("the kiosk", back, limit_s) - began


def killed(test, machine):
    golden = test.mirror.look([])[1]
    with test.checking("the kiosk is killed: its next first frame", "<= 5 s"):
        seconds = back_after(machine, "kill -KILL", 240)
        shows(machine, golden, lambda p: test.keep("50-killed", p), 60)
        test.saw(f"{seconds:.1f} s")
        test.must(seconds <= 5)


def frozen(test, machine):
    golden = test.mirror.look([])[1]
    limit = int(machine.property("WatchdogUSec").rstrip("min s") or 0) if machine.property("WatchdogUSec").endswith("s") else 30
    with test.checking("the kiosk hangs: the watchdog starts it again", f"within its {limit} s and 15 more"):
        seconds = back_after(machine, "kill -STOP", 600)
        shows(machine, golden, lambda p: test.keep("51-hung", p), 60)
        test.saw(f"{seconds:.1f} s")
        test.must(seconds <= limit + 15)


def crash_loop(test, machine):
    """It is killed each time as soon as it is there, until something else is on the screen."""
    golden = test.mirror.look([])[1]
    with test.checking("a crash loop: a plain screen asks to tell a member of staff", "another screen, with words, that stays"):
        machine.run("""(i=0; while [ $i -lt %d ]; do p=$(systemctl show -p MainPID --value lectern.service)
[ "$p" = 0 ] || { kill -KILL $p && i=$((i+1)); }; sleep 0.3; systemctl is-failed -q lectern.service && break; done) >/dev/null 2>&1 &""" % (CRASHES * 3))

        def other():
            picture = machine.screen()
            if picture and not picture.is_one_colour() and picture.differing(golden, enough=SAME_PX) > SAME_PX:
                return picture
            return None
        first = machine.wait_for("the crash loop's screen", other, 300)
        machine.wait_for("it to be there again", lambda: (machine.screen() or first).differing(first) == 0 or None, 60)
        test.keep("52-crash-loop", first)
        units = machine.run("systemctl list-units --no-legend --plain 'lectern*' | cut -c 1-60")
        test.saw(f"a screen of its own; {units}")
        test.must(steady(machine, first))
    with test.checking("after a crash loop: the next start of the board is an ordinary one", "attract"):
        machine.send("systemctl --no-block reboot")
        test.saw("restart asked for")


def steady(machine, picture, looks=5):
    for _ in range(looks):
        time.sleep(1)
        now = machine.screen()
        if not now or now.differing(picture) > 0:
            return False
    return True
