"""A kiosk that is killed, that hangs, that can not start at all. All times are the guest's."""
import time

from mirror import shows

UNDISTURBED_S = 8   # each question to an emulated board takes a good part of its processors; what is asked afterwards are times that it kept
CRASHES = 12        # systemd gives up before that
SORRY = "lectern-sorry.service"


def back_after(machine, command, limit_s):
    """Seconds of the guest's clock from `command` to the next kiosk's first frame; and its process."""
    old = machine.property("MainPID")
    began = float(machine.run(f"cut -d ' ' -f 1 /proc/uptime; {command} {old}").splitlines()[0])

    def back():
        pid, state = machine.property("MainPID"), machine.property("ActiveState")
        if pid in ("0", old) or state != "active":
            return None
        ready = int(machine.property("ActiveEnterTimestampMonotonic")) / 1e6
        return ready if ready > began else None
    time.sleep(UNDISTURBED_S)
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


KILL_EACH = """(i=0; while [ $i -lt %d ] && ! systemctl -q is-active lectern-sorry.service; do
p=$(systemctl show -p MainPID --value lectern.service); [ "$p" = 0 ] || { kill -KILL $p && i=$((i+1)); }; sleep 0.3; done) >/dev/null 2>&1 &"""


def crash_loop(test, machine):
    """It is killed each time as soon as it is there, until something else is on the screen. That tries the kiosk again by itself."""
    golden = test.mirror.look([])[1]
    machine.run("systemctl reset-failed lectern.service")
    with test.checking("a crash loop: a plain screen asks to tell a member of staff", "lectern-sorry.service; the same picture as here, that stays"):
        machine.run(KILL_EACH % CRASHES)
        machine.wait_for("the other screen's service", lambda: machine.property("ActiveState", SORRY) == "active" or None, 300)

        differ = shows(machine, test.plain(), lambda p: test.keep("52-crash-loop", p), 300)
        test.must(steady(machine, machine.screen()))
        restarts = machine.property("NRestarts")
        test.saw(f"{differ} pixels differ; after {restarts} restarts; the service is {machine.property('ActiveState', SORRY)}")
        test.must(machine.property("ActiveState", SORRY) == "active")
    with test.checking("after a crash loop: the kiosk is tried again by itself, and stays", "attract"):
        test.saw(f"{shows(machine, golden, lambda p: test.keep('53-tried-again', p), 900)} pixels differ")
        test.must(machine.property("ActiveState") == "active")


def steady(machine, picture, looks=3):
    for _ in range(looks):
        time.sleep(1)
        now = machine.screen()
        if not now or now.differing(picture, enough=0) > 0:
            return False
    return True
