// A robot of four axes that speaks Mortise's real-time path, written from its specification (../../README.md): a gantry
// with a tray in its gripper and a slot before it. One thread; what it does in a cycle stands in cycle(), below.
#include <arpa/inet.h>
#include <pb_decode.h>
#include <pb_encode.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#include "motion.h"
#include "wire.h"

enum { CYCLE_US = 2000, PUSH = 1, HORIZON = 24, PROTOCOL = 1, FIRST = 1 };
#define CYCLES(ms) ((ms) * 1000 / CYCLE_US)
static const double CYCLE_S = CYCLE_US / 1e6;
static const uint32_t SCHEMA = 0x535bdcab; // of realtime.proto, as the specification gives it
static const uint32_t LATE = 50;           // states since the one that a command answers, cycles since an offer
static const double BEGINS_WITHIN = 0.002; // m or rad from where an axis stands
static const uint32_t MODES = (1U << COMMAND_HOLD) | (1U << COMMAND_JOINT_POSITION);

// HV-1 of the shipped plant.yaml: x, y, z, and c around z
static const struct axis GANTRY[AXES] = {
    {-0.5, 1.5, 2.0, 8.0, 80.0}, {-0.2, 1.3, 1.5, 8.0, 80.0}, {0.1, 2.4, 2.0, 8.0, 80.0}, {-3.2, 3.2, 4.0, 20.0, 200.0}};
// The slot, along the pushing axis: rails, then contacts that rub, then the backplane.
static const double MOUTH_M = 0.6, CONTACTS_M = 0.19, SEAT_M = 0.249, RUBBING_N = 180.0, STIFFNESS_N_PER_M = 1.1e6;

static struct {
    int socket;
    uint32_t boot, cycle, missed, rejected;
    SessionState state;
    StopReason stop_reason;
    // motions, and whose commands are obeyed
    uint32_t epoch, move_index;
    uint64_t in_hand, finished;
    // the open session; without one, session is the number to count on from
    bool open;
    uint32_t session;
    struct sockaddr_in controller;
    uint64_t sent, heard;
    int64_t heard_tx_ns, heard_rx_ns;
    uint32_t heard_cycle;
    // the newest grant: a promise, until its controller has sent a command in the session; and with a key, to which request
    bool offered, asked;
    struct sockaddr_in offered_to;
    uint32_t offered_cycle, asked_epoch;
    uint64_t asked_counter;
    // the newest command of this cycle: it alone is obeyed
    bool commanded;
    RobotCommand command;
} r = {.state = SESSION_IDLE, .stop_reason = STOP_REASON_NONE};

static int64_t now_ns(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (int64_t)t.tv_sec * 1000000000 + t.tv_nsec;
}

static bool same(const struct sockaddr_in *a, const struct sockaddr_in *b)
{
    return a->sin_addr.s_addr == b->sin_addr.s_addr && a->sin_port == b->sin_port;
}

// ---- out

#define SET(field, value) .has_##field = true, .field = value

// A datagram that the network does not take is a lost one, and the next state follows in a cycle.
static void send_bytes(const struct sockaddr_in *to, const uint8_t *datagram, size_t length)
{
    (void)sendto(r.socket, datagram, length, 0, (const struct sockaddr *)to, sizeof *to);
}

static void send_message(const struct sockaddr_in *to, struct prefix p, const pb_msgdesc_t *fields, const void *message)
{
    uint8_t datagram[DATAGRAM];
    pb_ostream_t out = pb_ostream_from_buffer(datagram + PREFIX, DATAGRAM - PREFIX - trailer(p.kind));
    if (pb_encode(&out, fields, message)) send_bytes(to, datagram, wire_seal(datagram, &p, out.bytes_written));
}

static uint64_t in_hand(void)
{
    return r.state == SESSION_COMMANDING_ACTIVE ? r.in_hand : 0;
}

static void tell(void)
{
    double depth = motion.q[PUSH] - MOUTH_M;
    double beyond = fmax(0, depth - SEAT_M);
    double push = depth < CONTACTS_M ? 0 : RUBBING_N + STIFFNESS_N_PER_M * beyond;
    int64_t now = now_ns();
    uint64_t counter = ++r.sent;
    RobotState s = {
        .has_header = true,
        .header = {SET(seq, (uint32_t)counter), SET(ack_seq, (uint32_t)r.heard), SET(tx_ns, now),
                   SET(echo_tx_ns, r.heard_tx_ns), SET(echo_rx_ns, r.heard_rx_ns), SET(schema, SCHEMA),
                   SET(epoch, r.epoch), SET(command_id, in_hand()), SET(deadline_ns, now + CYCLE_US * 1000)},
        SET(session_state, r.state), SET(safety_state, SAFETY_NORMAL), SET(stop_reason, r.stop_reason),
        SET(cycle, r.cycle), SET(cycle_us, CYCLE_US), SET(setpoints_missed, r.missed),
        SET(datagrams_rejected, r.rejected), SET(move_index, r.move_index), SET(command_finished, r.finished),
        SET(din, depth >= SEAT_M ? 3 : 1), // gripped, and seated
        .q_count = AXES, .dq_count = AXES, .wrench_ext_count = 6,
    };
    for (int i = 0; i < AXES; i++) s.q[i] = motion.q[i];
    for (int i = 0; i < AXES; i++) s.dq[i] = (float)motion.dq[i];
    s.wrench_ext[PUSH] = (float)-push; // the world pushes back
    send_message(&r.controller, (struct prefix){STATE, r.session, counter}, RobotState_fields, &s);
}

static uint32_t next_session(void)
{
    return r.session == UINT32_MAX ? 1 : r.session + 1; // 0 is no session
}

static void reply(Refusal refusal, int64_t asked_ns, const struct sockaddr_in *to)
{
    uint32_t session = refusal == REFUSAL_NONE ? next_session() : 0;
    SessionReply m = {
        .has_header = true,
        .header = {SET(seq, FIRST), SET(tx_ns, now_ns()), SET(echo_tx_ns, asked_ns), SET(schema, SCHEMA),
                   SET(epoch, r.epoch), SET(command_id, in_hand())},
        SET(refusal, refusal), SET(version, PROTOCOL), SET(session, session), SET(cycle_us, CYCLE_US),
        SET(horizon_max, HORIZON), SET(axes, AXES), SET(simulated, true), SET(epoch_obeyed, r.epoch),
        SET(command_in_hand, in_hand()), SET(command_finished, r.finished), SET(boot, r.boot), SET(modes, MODES),
        SET(interpolation, INTERPOLATION_LINEAR),
        .q_min_count = AXES, .q_max_count = AXES, .dq_max_count = AXES, .ddq_max_count = AXES, .dddq_max_count = AXES,
    };
    for (int i = 0; i < AXES; i++) {
        m.q_min[i] = GANTRY[i].q_min;
        m.q_max[i] = GANTRY[i].q_max;
        m.dq_max[i] = GANTRY[i].dq_max;
        m.ddq_max[i] = GANTRY[i].ddq_max;
        m.dddq_max[i] = GANTRY[i].dddq_max;
    }
    send_message(to, (struct prefix){REPLY, session, FIRST}, SessionReply_fields, &m);
}

// ---- motions

static void stop(StopReason why)
{
    motion_forget();
    r.stop_reason = why;
    r.state = SESSION_STOPPING;
}

static bool stands(void)
{
    return r.state == SESSION_MONITORING_READY || r.state == SESSION_STOPPED;
}

static void begin(const RobotCommand *c)
{
    for (int i = 0; i < AXES; i++) {
        if (fabs(c->horizon[i] - motion.q[i]) <= BEGINS_WITHIN) continue; // NaN is not
        r.rejected++;
        r.stop_reason = STOP_REASON_DISCONTINUITY;
        return;
    }
    motion_forget();
    r.state = SESSION_COMMANDING_ACTIVE;
    r.stop_reason = STOP_REASON_NONE;
    r.move_index = c->move_index;
    r.in_hand = c->header.command_id;
}

static void obey(const RobotCommand *c)
{
    bool active = r.state == SESSION_COMMANDING_ACTIVE, positions = c->mode == COMMAND_JOINT_POSITION;
    if (c->header.epoch < r.epoch) {
        r.rejected++;
        return;
    }
    r.epoch = c->header.epoch;
    if (c->stop_category != 0) {
        if (active) stop(STOP_REASON_COMMANDED);
    } else if (!positions && c->setpoints > 0) { // followed, it would do something else than its controller believes
        r.rejected++;
        if (active) stop(STOP_REASON_MODE);
        else if (r.state != SESSION_STOPPING) r.stop_reason = STOP_REASON_MODE;
    } else if (positions && c->has_first_cycle && c->has_move_index) {
        if (c->setpoints < 1 || c->horizon_count != (uint64_t)c->setpoints * AXES) {
            r.rejected++;
            return;
        }
        if (stands() && c->move_index != r.move_index) begin(c);
        if (r.state == SESSION_COMMANDING_ACTIVE && c->move_index == r.move_index) motion_buffer(r.cycle, c);
    }
}

// Follows the set-point of this cycle, or tells why it cannot.
static StopReason follow(uint32_t silent_cycles)
{
    const struct setpoint *s = motion_at(r.cycle);
    if (s == NULL) r.missed++;
    if (s == NULL && motion_moves()) return STOP_REASON_SETPOINT_UNDERRUN;
    if (silent_cycles > CYCLES(100)) return STOP_REASON_LINK_TIMEOUT;
    if (s == NULL) {
        motion_stand();
        return STOP_REASON_NONE;
    }
    StopReason broken = motion_follow(GANTRY, s, CYCLE_S);
    if (broken == STOP_REASON_NONE && s->last) {
        motion_forget();
        motion_stand();
        r.finished = r.in_hand;
        r.stop_reason = STOP_REASON_FINISHED;
        r.state = SESSION_STOPPED;
    }
    return broken;
}

// ---- in: sessions

static Refusal judge(const SessionRequest *request, const struct sockaddr_in *from)
{
    const RtHeader *h = &request->header;
    bool spans = request->has_version_min && request->has_version_max && request->version_min <= PROTOCOL &&
                 request->version_max >= PROTOCOL;
    if (!spans) return REFUSAL_VERSION;
    if (!h->has_schema || h->schema != SCHEMA) return REFUSAL_SCHEMA;
    if (!h->has_epoch || h->epoch < r.epoch) return REFUSAL_EPOCH;
    if (!request->accepts_simulated) return REFUSAL_SIMULATION;
    return r.open && !same(from, &r.controller) ? REFUSAL_BUSY : REFUSAL_NONE;
}

// False, as below: the datagram is to be counted as rejected.
static bool take_request(const SessionRequest *request, uint64_t counter, const struct sockaddr_in *from)
{
    Refusal refusal = judge(request, from);
    uint32_t epoch = request->header.epoch;
    if (refusal == REFUSAL_NONE) {
        // a right tag shows who made a request, not when: one that is said again must not take the place of the newest grant
        bool older = epoch < r.asked_epoch || (epoch == r.asked_epoch && counter <= r.asked_counter);
        if (keys.keyed && r.asked && older) return false;
        r.asked = r.offered = true;
        r.asked_epoch = epoch;
        r.asked_counter = counter;
        r.offered_to = *from;
        r.offered_cycle = r.cycle;
    }
    reply(refusal, request->header.tx_ns, from);
    return true;
}

static bool take_command(const RobotCommand *c, uint64_t counter, bool first, const struct sockaddr_in *from)
{
    uint32_t newest = first ? FIRST : (uint32_t)r.sent;
    if (!c->header.has_schema || c->header.schema != SCHEMA || !c->header.has_epoch) return false;
    if (!c->header.has_ack_seq || newest - c->header.ack_seq > LATE) return false;
    if (first) { // takes up the offer: the session begins
        if (c->header.epoch < r.epoch) return false;
        r.session = next_session();
        wire_begin();
        r.open = true;
        r.offered = false;
        r.controller = *from;
        r.sent = FIRST;
        if (r.state == SESSION_IDLE) r.state = SESSION_MONITORING_READY;
    }
    r.heard = counter;
    r.heard_tx_ns = c->header.tx_ns;
    r.heard_rx_ns = now_ns();
    r.heard_cycle = r.cycle;
    r.command = *c;
    r.commanded = true;
    return true;
}

static void end_session(void)
{
    r.open = false;
    if (r.state == SESSION_COMMANDING_ACTIVE) stop(STOP_REASON_LINK_TIMEOUT);
}

static bool take(const uint8_t *datagram, size_t length, const struct sockaddr_in *from)
{
    static union {
        SessionRequest request;
        RobotCommand command;
        SessionClose close;
    } m;
    struct prefix p = {0};
    size_t message = 0;
    enum fault fault = wire_open(datagram, length, &p, &message);
    if (fault == UNVERIFIED && p.kind == REQUEST) { // who asks with another key, or none, is told so by no more than he sent
        uint8_t blank[DATAGRAM];
        size_t size = wire_blank(blank);
        if (size <= length) send_bytes(from, blank, size);
    }
    if (fault != GOOD) return false;
    bool ours = r.open && p.session == r.session && p.counter > r.heard && same(from, &r.controller);
    bool first = r.offered && p.session == next_session() && same(from, &r.offered_to) &&
                 r.cycle - r.offered_cycle <= LATE;
    pb_istream_t in = pb_istream_from_buffer(datagram + PREFIX, message);
    switch (p.kind) {
    case REQUEST:
        return p.session == 0 && pb_decode(&in, SessionRequest_fields, &m.request) &&
               take_request(&m.request, p.counter, from);
    case COMMAND:
        return (first || ours) && pb_decode(&in, RobotCommand_fields, &m.command) &&
               take_command(&m.command, p.counter, first, from);
    case CLOSE:
        if (!ours || !pb_decode(&in, SessionClose_fields, &m.close)) return false;
        end_session();
        return true;
    default: return false;
    }
}

// ---- the clock

static void cycle(void)
{
    uint8_t datagram[DATAGRAM + 1]; // one more, so that a longer one shows
    struct sockaddr_in from;
    socklen_t size = sizeof from;
    ssize_t length;
    r.commanded = false;
    struct sockaddr *sender = (struct sockaddr *)&from;
    while ((length = recvfrom(r.socket, datagram, sizeof datagram, MSG_DONTWAIT, sender, &size)) >= 0) {
        if (!take(datagram, (size_t)length, &from)) r.rejected++;
        size = sizeof from;
    }
    if (r.commanded && r.open) obey(&r.command);
    // who is not run hears nobody, and nobody is to blame for it: silence is counted in cycles
    uint32_t silent_cycles = r.cycle - r.heard_cycle;
    if (r.open && silent_cycles > CYCLES(1000)) end_session();
    if (!r.open && stands()) r.state = SESSION_IDLE;
    r.cycle++;
    if (r.state == SESSION_COMMANDING_ACTIVE) {
        StopReason why = follow(silent_cycles + 1);
        if (why != STOP_REASON_NONE) stop(why);
    }
    if (r.state == SESSION_STOPPING && motion_brake(GANTRY, CYCLE_S)) r.state = SESSION_STOPPED;
    if (r.open) tell();
}

int main(int count, char **arguments)
{
    char *rest = "";
    long port = count >= 2 ? strtol(arguments[1], &rest, 10) : -1;
    if (count < 2 || count > 4 || *rest != '\0' || port < 0 || port > 65535) {
        fprintf(stderr, "usage: c-robot PORT [ADDRESS [KEY_FILE]]\n  PORT 0: any free one; ADDRESS 127.0.0.1\n");
        return 64;
    }
    const char *unusable = count == 4 ? wire_key(arguments[3]) : NULL;
    if (unusable != NULL) {
        fprintf(stderr, "c-robot: key file %s: %s\n", arguments[3], unusable);
        return 78;
    }
    const char *host = count >= 3 ? arguments[2] : "127.0.0.1";
    struct sockaddr_in here = {.sin_family = AF_INET, .sin_port = htons((uint16_t)port)};
    socklen_t size = sizeof here;
    r.socket = socket(AF_INET, SOCK_DGRAM, 0);
    if (inet_pton(AF_INET, host, &here.sin_addr) != 1 || bind(r.socket, (struct sockaddr *)&here, size) != 0 ||
        getsockname(r.socket, (struct sockaddr *)&here, &size) != 0) {
        fprintf(stderr, "c-robot: no UDP port %ld at '%s'; expected a free one, and an IPv4 address of this machine\n",
                port, host);
        return 69;
    }
    r.boot = (uint32_t)(now_ns() ^ (int64_t)time(NULL) << 8 ^ getpid());
    r.session = r.boot; // a session of an earlier life has another number
    motion.q[2] = 1.0;  // home
    printf("c-robot ready on port %d\n", ntohs(here.sin_port));
    fflush(stdout);
    // absolute instants, so that a late cycle does not shift all that follow; but no burst to make up for a pause
    for (int64_t next = now_ns();;) {
        cycle();
        next += CYCLE_US * 1000;
        if (now_ns() - next > CYCLE_US * 1000) next = now_ns();
        struct timespec at = {next / 1000000000, next % 1000000000};
        clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &at, NULL);
    }
}
