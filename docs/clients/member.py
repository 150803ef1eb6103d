#!/usr/bin/env python3
"""An instance of a pool, with Python's standard library alone (3.8 or later, Linux).

    COORDINATOR_URLS=http://n1:7402,http://n2:7402,http://n3:7402 ./member.py POOL INSTANCE

Copy the class Member. What it does and why: README.md beside this file.
"""
import http.client
import json
import random
import signal
import socket
import sys
import threading
import time
import urllib.parse
from os import environ

LONGEST_WAIT = 20.0  # seconds for which an answer may wait for news
FIRST_PAUSE, LONGEST_PAUSE = 0.1, 5.0  # seconds between attempts when no node answers
COMES_AND_GOES = (408, 429, 500, 503, 504)


def now():
    """Seconds on a clock that goes on while the machine sleeps and that nobody can set."""
    return time.clock_gettime(time.CLOCK_BOOTTIME)


class Superseded(Exception):
    """Another run has this instance's seat: this one must not come back."""


class Refused(Exception):
    """An answer other than 200."""

    def __init__(self, response):
        super().__init__(response.read().decode(errors="replace"))
        self.status = response.status
        after = response.headers.get("Retry-After", "0")
        self.retry_after = int(after) if after.isdigit() else 0


FAILURES = (OSError, http.client.HTTPException, ValueError, Refused)


class Member:
    """Checks in until left, and stops being primary in time whatever the network does.

    on_primary(epoch) and on_standby() are called on threads of its own, one at a time. When on_standby returns, what only the
    primary may do must have stopped; it has the pool's safety margin for that.
    """

    def __init__(self, urls, pool, instance, on_primary, on_standby):
        path = "/v1/pools/%s/instances/%s" % (urllib.parse.quote(pool, safe=""), urllib.parse.quote(instance, safe=""))
        self._urls = [url.rstrip("/") + path for url in urls]
        self._on_primary, self._on_standby = on_primary, on_standby
        self._incarnation = random.SystemRandom().randint(1, 2**63 - 1)  # one run of the instance: this process
        self._seq = 0
        self._nonce = 0
        self._holding = None  # None: nothing is known; 0: nothing is held; else the epoch that is held
        self._valid_until = 0.0
        self._leaving = threading.Event()
        self._socket = None  # of the request under way
        self._state = threading.Condition()  # guards the two above, and is told of their changes
        self._over = False
        self.superseded = False
        self._threads = [threading.Thread(target=each, daemon=True) for each in (self._run, self._guard)]

    def start(self):
        for thread in self._threads:
            thread.start()

    def token(self):
        """The fencing token while this instance is primary by its own clock, else None. Ask before every write."""
        with self._state:
            return self._holding if self._holding and now() < self._valid_until else None

    def leave(self):
        """Stops what the primary does and gives the lease up, so that the next one takes over at once."""
        with self._state:
            self._leaving.set()
            if self._socket:
                hang_up(self._socket)  # an answer that waits for news is waited for no longer
        for thread in self._threads:
            thread.join()

    def _run(self):
        pause = FIRST_PAUSE
        try:
            while not self._leaving.is_set():
                try:
                    after = self._check_in()
                    pause = FIRST_PAUSE
                except FAILURES as failed:
                    self._urls.append(self._urls.pop(0))  # the next node
                    after = max(random.uniform(0.5, 1) * pause, retry_after(failed))
                    pause = min(2 * pause, LONGEST_PAUSE)
                self._leaving.wait(after)
            self._stop()
            self._leave()
        except Superseded:
            self.superseded = True
            self._stop()
        finally:
            with self._state:
                self._over = True
                self._state.notify_all()

    def _guard(self):
        """Ends the reign when the lease ends, though a check-in be under way."""
        with self._state:
            while not self._over:
                left = self._valid_until - now() if self._holding else 1
                if left <= 0:
                    self._stop()
                else:
                    self._state.wait(min(left, 1))  # not longer: this clock doesn't go on while the machine sleeps

    def _stop(self):
        with self._state:
            if self._holding:
                self._valid_until = 0.0
                self._on_standby()
                self._holding = 0  # not before: it is a promise that nothing goes on any more

    def _check_in(self):
        """Returns in how many seconds to come again."""
        self._seq += 1  # with every attempt, retries included
        said = {"incarnation": str(self._incarnation), "seq": str(self._seq), "nonce": str(self._nonce)}
        with self._state:
            sent = now()  # before the check-in is composed: the lease counts from here
            # A primary must be able to ask another node before its lease ends.
            patience = min(LONGEST_WAIT, (self._valid_until - sent) / 2) if self._holding else LONGEST_WAIT
            wait = "" if self._holding is None else "?wait=%dms" % (max(0, patience) * 800)
            if self._holding is not None:
                said["holdingEpoch"] = str(self._holding)
        answer = self._post(":checkIn" + wait, said, patience)
        if int(answer["seq"]) != self._seq:
            raise ValueError("this answers another check-in")
        with self._state:
            return self._heed(answer, sent)

    def _heed(self, answer, sent):
        role, reason, epoch = answer["role"], answer["reason"], int(answer["epoch"])
        self._nonce = 0
        if role == "ROLE_SUPERSEDED":
            raise Superseded(reason)
        if reason == "ROLE_REASON_PROVE_INCARNATION":
            self._nonce = int(answer["nonce"])
            return 0
        if role == "ROLE_PRIMARY":
            valid_until = sent + int(answer["leaseValidMs"]) / 1000
            if valid_until <= now():
                return 0  # the answer took too long
            begins = epoch != self._holding
            if begins:
                self._stop()
            self._holding, self._valid_until = epoch, valid_until
            self._state.notify_all()
            if begins:
                self._on_primary(epoch)
        elif self._holding:  # DRAINING: asked to stop; else the lease is gone
            self._stop()
            return 0  # to say that it has stopped
        else:
            self._holding = 0
        return int(answer["nextCheckInMs"]) / 1000

    def _leave(self):
        for _ in list(self._urls):
            self._seq += 1
            try:
                self._post(":leave", {"incarnation": str(self._incarnation), "seq": str(self._seq)}, 2)
                return
            except FAILURES:
                self._urls.append(self._urls.pop(0))
        # Nobody answers: then the lease runs out by itself.

    def _post(self, verb, said, patience):
        url = urllib.parse.urlsplit(self._urls[0] + verb)
        kind = http.client.HTTPSConnection if url.scheme == "https" else http.client.HTTPConnection
        connection = kind(url.netloc, timeout=max(0.05, patience))
        try:
            connection.connect()
            with self._state:
                self._socket = None if verb == ":leave" else connection.sock
                if self._socket and self._leaving.is_set():
                    raise OSError("leaving")
            path = url.path + ("?" + url.query if url.query else "")
            connection.request("POST", path, json.dumps(said), {"Content-Type": "application/json"})
            response = connection.getresponse()
            if response.status != 200:
                raise Refused(response)
            return json.load(response)
        finally:
            with self._state:
                self._socket = None
            connection.close()


def hang_up(sock):
    try:
        sock.shutdown(socket.SHUT_RDWR)
    except OSError:
        pass  # it is closed already


def retry_after(failed):
    """Seconds; what doesn't come and go by itself is told to people, and tried again seldom."""
    if not isinstance(failed, Refused):
        return 0
    if failed.status in COMES_AND_GOES:
        return failed.retry_after
    print("refused: %s" % failed, file=sys.stderr, flush=True)
    return LONGEST_PAUSE


def main():
    urls = environ.get("COORDINATOR_URLS", "http://localhost:7402").split(",")
    member = Member(
        urls,
        sys.argv[1],
        sys.argv[2],
        on_primary=lambda epoch: print("primary epoch=%d" % epoch, flush=True),  # begin the work here
        on_standby=lambda: print("standby", flush=True),  # and end it here
    )
    asked_to_end = threading.Event()
    for each in (signal.SIGTERM, signal.SIGINT):
        signal.signal(each, lambda *_: asked_to_end.set())
    member.start()
    while not asked_to_end.wait(1) and not member.superseded:
        token = member.token()
        if token is not None:
            pass  # a piece of work, with the token: the resource refuses those below the highest that it has seen
    member.leave()
    sys.exit("another run has the seat of this instance" if member.superseded else 0)


if __name__ == "__main__":
    main()
