// An instance of a pool, with Go's standard library alone (1.19 or later, Linux).
//
//	COORDINATOR_URLS=http://n1:7402,http://n2:7402,http://n3:7402 go run member.go POOL INSTANCE
//
// Copy the type Member. What it does and why: README.md beside this file.
package main

import (
	"bytes"
	"context"
	"crypto/rand"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log"
	mrand "math/rand"
	"net/http"
	"net/url"
	"os"
	"os/signal"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"time"
)

const (
	longestWait  = 20 * time.Second // for which an answer may wait for news
	firstPause   = 100 * time.Millisecond
	longestPause = 5 * time.Second // between attempts when no node answers
)

// ErrSuperseded says that another run has this instance's seat: this one must not come back.
var ErrSuperseded = errors.New("another run has the seat of this instance")

type refused struct {
	status     int
	retryAfter time.Duration
	message    string
}

func (r *refused) Error() string { return r.message }

// now is the time since the machine started, on a clock that goes on while it sleeps and that nobody can set.
func now() time.Duration {
	text, err := os.ReadFile("/proc/uptime")
	if err != nil {
		panic(err) // without a clock nobody may be primary
	}
	seconds, err := strconv.ParseFloat(strings.Fields(string(text))[0], 64)
	if err != nil {
		panic(err)
	}
	return time.Duration(seconds * float64(time.Second))
}

// Member checks in until left, and stops being primary in time whatever the network does.
//
// OnPrimary and OnStandby are called one at a time. When OnStandby returns, what only the primary may do must have stopped;
// it has the pool's safety margin for that.
type Member struct {
	OnPrimary func(epoch uint64)
	OnStandby func()

	urls        []string
	incarnation uint64 // one run of the instance: this process
	seq         uint64
	nonce       string

	mutex      sync.Mutex // guards what follows
	known      bool       // whether holding was settled yet
	holding    uint64     // the epoch that is held; 0: none is
	validUntil time.Duration
}

// NewMember makes one that says nothing until it runs.
func NewMember(urls []string, pool, instance string) *Member {
	var random [8]byte
	if _, err := rand.Read(random[:]); err != nil {
		panic(err)
	}
	m := &Member{incarnation: binary.BigEndian.Uint64(random[:])>>1 | 1, nonce: "0"}
	path := "/v1/pools/" + url.PathEscape(pool) + "/instances/" + url.PathEscape(instance)
	for _, each := range urls {
		m.urls = append(m.urls, strings.TrimSuffix(each, "/")+path)
	}
	return m
}

// Token is the fencing token while this instance is primary by its own clock. Ask before every write.
func (m *Member) Token() (epoch uint64, primary bool) {
	m.mutex.Lock()
	defer m.mutex.Unlock()
	return m.holding, m.holding != 0 && now() < m.validUntil
}

// Run checks in until ctx is done, then stops what the primary does and gives the lease up, so that the next one takes over
// at once. Returns ErrSuperseded if another run took the seat.
func (m *Member) Run(ctx context.Context) error {
	guarding, end := context.WithCancel(context.Background())
	var guard sync.WaitGroup
	guard.Add(1)
	go func() { defer guard.Done(); m.guard(guarding) }()
	defer func() { end(); guard.Wait() }()

	pause := firstPause
	for ctx.Err() == nil {
		after, err := m.checkIn(ctx)
		if errors.Is(err, ErrSuperseded) {
			m.stop()
			return err
		}
		if err != nil {
			m.urls = append(m.urls[1:], m.urls[0]) // the next node
			after = pause/2 + time.Duration(mrand.Int63n(int64(pause/2)))
			if told := retryAfter(err); told > after {
				after = told
			}
			if pause *= 2; pause > longestPause {
				pause = longestPause
			}
		} else {
			pause = firstPause
		}
		select {
		case <-ctx.Done():
		case <-time.After(after):
		}
	}
	m.stop()
	m.leave()
	return nil
}

// guard ends the reign when the lease ends, though a check-in be under way. It looks again and again, because timers don't go on
// while the machine sleeps.
func (m *Member) guard(ctx context.Context) {
	look := time.NewTicker(50 * time.Millisecond)
	defer look.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-look.C:
			m.mutex.Lock()
			if m.holding != 0 && now() >= m.validUntil {
				m.stopLocked()
			}
			m.mutex.Unlock()
		}
	}
}

func (m *Member) stop() {
	m.mutex.Lock()
	defer m.mutex.Unlock()
	m.stopLocked()
}

func (m *Member) stopLocked() {
	if m.holding != 0 {
		m.validUntil = 0
		m.OnStandby()
		m.holding = 0 // not before: it is a promise that nothing goes on any more
	}
}

// checkIn returns when to come again.
func (m *Member) checkIn(ctx context.Context) (time.Duration, error) {
	m.seq++ // with every attempt, retries included
	said := map[string]string{"incarnation": u(m.incarnation), "seq": u(m.seq), "nonce": m.nonce}
	patience, wait := longestWait, ""
	m.mutex.Lock()
	sent := now() // before the check-in is composed: the lease counts from here
	if m.known {
		said["holdingEpoch"] = u(m.holding)
		// A primary must be able to ask another node before its lease ends.
		if half := (m.validUntil - sent) / 2; m.holding != 0 && half < patience {
			patience = half
		}
		if patience < 50*time.Millisecond {
			patience = 50 * time.Millisecond
		}
		wait = fmt.Sprintf("?wait=%dms", (patience * 8 / 10).Milliseconds())
	}
	m.mutex.Unlock()

	var answer struct{ Role, Reason, Epoch, LeaseValidMs, NextCheckInMs, Nonce, Seq string }
	if err := m.post(ctx, ":checkIn"+wait, said, patience, &answer); err != nil {
		return 0, err
	}
	if answer.Seq != u(m.seq) {
		return 0, errors.New("this answers another check-in")
	}
	m.nonce = "0"
	if answer.Role == "ROLE_SUPERSEDED" {
		return 0, ErrSuperseded
	}
	if answer.Reason == "ROLE_REASON_PROVE_INCARNATION" {
		m.nonce = answer.Nonce
		return 0, nil
	}
	next, err := millis(answer.NextCheckInMs)
	if err != nil {
		return 0, err
	}
	m.mutex.Lock()
	defer m.mutex.Unlock()
	m.known = true
	if answer.Role != "ROLE_PRIMARY" {
		if m.holding == 0 {
			return next, nil
		}
		m.stopLocked() // DRAINING: asked to stop; else the lease is gone
		return 0, nil  // to say that it has stopped
	}
	epoch, err := strconv.ParseUint(answer.Epoch, 10, 64)
	if err != nil {
		return 0, err
	}
	valid, err := millis(answer.LeaseValidMs)
	if err != nil {
		return 0, err
	}
	if sent+valid <= now() {
		return 0, nil // the answer took too long
	}
	begins := epoch != m.holding
	if begins {
		m.stopLocked()
	}
	m.holding, m.validUntil = epoch, sent+valid
	if begins {
		m.OnPrimary(epoch)
	}
	return next, nil
}

func (m *Member) leave() {
	for range m.urls {
		m.seq++
		said := map[string]string{"incarnation": u(m.incarnation), "seq": u(m.seq)}
		if m.post(context.Background(), ":leave", said, 2*time.Second, &struct{}{}) == nil {
			return
		}
		m.urls = append(m.urls[1:], m.urls[0])
	}
	// Nobody answers: then the lease runs out by itself.
}

func (m *Member) post(ctx context.Context, verb string, said any, patience time.Duration, answer any) error {
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	body, err := json.Marshal(said)
	if err != nil {
		return err
	}
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, m.urls[0]+verb, bytes.NewReader(body))
	if err != nil {
		return err
	}
	request.Header.Set("Content-Type", "application/json")
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		return err
	}
	defer response.Body.Close()
	text, err := io.ReadAll(response.Body)
	if err != nil {
		return err
	}
	if response.StatusCode != http.StatusOK {
		seconds, _ := strconv.Atoi(response.Header.Get("Retry-After"))
		return &refused{response.StatusCode, time.Duration(seconds) * time.Second, string(text)}
	}
	return json.Unmarshal(text, answer)
}

// retryAfter: what doesn't come and go by itself is told to people, and tried again seldom.
func retryAfter(err error) time.Duration {
	var no *refused
	if !errors.As(err, &no) {
		return 0
	}
	switch no.status {
	case 408, 429, 500, 503, 504:
		return no.retryAfter
	}
	log.Print("refused: ", no.message)
	return longestPause
}

func millis(text string) (time.Duration, error) {
	number, err := strconv.ParseInt(text, 10, 64)
	return time.Duration(number) * time.Millisecond, err
}

func u(number uint64) string { return strconv.FormatUint(number, 10) }

func main() {
	urls := os.Getenv("COORDINATOR_URLS")
	if urls == "" {
		urls = "http://localhost:7402"
	}
	member := NewMember(strings.Split(urls, ","), os.Args[1], os.Args[2])
	member.OnPrimary = func(epoch uint64) { fmt.Printf("primary epoch=%d\n", epoch) } // begin the work here
	member.OnStandby = func() { fmt.Println("standby") }                              // and end it here
	ctx, cancel := signal.NotifyContext(context.Background(), syscall.SIGTERM, os.Interrupt)
	defer cancel()
	go func() {
		for range time.Tick(time.Second) {
			if token, primary := member.Token(); primary {
				_ = token // a piece of work, with the token: the resource refuses those below the highest that it has seen
			}
		}
	}()
	if err := member.Run(ctx); err != nil {
		log.Fatal(err)
	}
}
