#include <errno.h>
#include <math.h>
#include <pb_decode.h>
#include <pb_encode.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>

#include "frame.h"
#include "robot.h"

// First 4 bytes of SHA-256 of realtime.proto's descriptor, as the specification gives it.
static const uint32_t SCHEMA = 0x535bdcab;
static const int64_t SILENCE_NS = 1000000000; // then the session is over
static const double BEGINS_WITHIN = 0.002;    // m or rad from where an axis stands
static const uint32_t LATE_CYCLES = 50;       // a command that answers an older state is not obeyed
static const uint32_t MODES = (1U << COMMAND_HOLD) | (1U << COMMAND_JOINT_POSITION);
enum { PROTOCOL = 1, REPLY_COUNTER = 1, PUSH_FORCE = 1, GRIPPED = 1, SEATED = 2 };

int64_t now_ns(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (int64_t)t.tv_sec * 1000000000 + t.tv_nsec;
}

int64_t session_silence(const struct robot *r)
{
    return (int64_t)(r->cycle - r->heard.cycle) * r->cycle_us * 1000;
}

// ---- out

static RtHeader header(const struct robot *r, uint64_t counter)
{
    return (RtHeader){
        .has_seq = true, .seq = (uint32_t)counter,
        .has_ack_seq = r->heard.any, .ack_seq = (uint32_t)r->heard.counter,
        .has_tx_ns = true, .tx_ns = now_ns(),
        .has_echo_tx_ns = r->heard.any, .echo_tx_ns = r->heard.tx_ns,
        .has_echo_rx_ns = r->heard.any, .echo_rx_ns = r->heard.rx_ns,
        .has_schema = true, .schema = SCHEMA,
        .has_epoch = true, .epoch = r->epoch,
        .has_command_id = true, .command_id = r->state == SESSION_COMMANDING_ACTIVE ? r->in_hand : 0,
    };
}

static void send_message(struct robot *r, const struct sockaddr_in *to, struct prefix prefix,
                         const pb_msgdesc_t *fields, const void *message)
{
    uint8_t datagram[FRAME_MAX];
    pb_ostream_t out = pb_ostream_from_buffer(datagram + FRAME_MESSAGE, frame_room(&r->tags, prefix.kind));
    if (!pb_encode(&out, fields, message)) return;
    size_t length = frame_seal(&r->tags, datagram, &prefix, out.bytes_written);
    // a datagram that the network does not take is a lost one, and the next state follows in a cycle
    (void)sendto(r->socket, datagram, length, 0, (const struct sockaddr *)to, sizeof *to);
}

void session_tell(struct robot *r, float push_n, bool seated)
{
    if (!r->open) return;
    RobotState s = {
        .has_header = true, .header = header(r, ++r->sent),
        .has_session_state = true, .session_state = r->state,
        .has_safety_state = true, .safety_state = SAFETY_NORMAL,
        .has_stop_reason = true, .stop_reason = r->stop_reason,
        .has_cycle = true, .cycle = r->cycle,
        .has_cycle_us = true, .cycle_us = r->cycle_us,
        .has_setpoints_missed = true, .setpoints_missed = r->missed,
        .has_datagrams_rejected = true, .datagrams_rejected = r->rejected,
        .q_count = AXES, .dq_count = AXES, .wrench_ext_count = 6,
        .has_din = true, .din = (uint32_t)(GRIPPED | (seated ? SEATED : 0)),
        .has_move_index = true, .move_index = r->move_index,
        .has_command_finished = true, .command_finished = r->finished,
    };
    s.header.has_deadline_ns = true;
    s.header.deadline_ns = s.header.tx_ns + (int64_t)r->cycle_us * 1000;
    memcpy(s.q, r->motion.q, sizeof s.q);
    for (int i = 0; i < AXES; i++) s.dq[i] = (float)r->motion.dq[i];
    s.wrench_ext[PUSH_FORCE] = -push_n; // the world pushes back
    struct prefix prefix = {KIND_STATE, r->session, r->sent};
    send_message(r, &r->controller, prefix, RobotState_fields, &s);
}

// ---- sessions

static bool same(const struct sockaddr_in *a, const struct sockaddr_in *b)
{
    return a->sin_addr.s_addr == b->sin_addr.s_addr && a->sin_port == b->sin_port;
}

static Refusal judge(const struct robot *r, const SessionRequest *request, const struct sockaddr_in *from)
{
    if (!request->has_version_min || request->version_min > PROTOCOL) return REFUSAL_VERSION;
    if (!request->has_version_max || request->version_max < PROTOCOL) return REFUSAL_VERSION;
    if (!request->header.has_schema || request->header.schema != SCHEMA) return REFUSAL_SCHEMA;
    if (!request->header.has_epoch || request->header.epoch < r->epoch) return REFUSAL_EPOCH;
    if (!request->accepts_simulated) return REFUSAL_SIMULATION;
    if (r->open && !same(from, &r->controller)) return REFUSAL_BUSY;
    return REFUSAL_NONE;
}

// Zero is no session.
static uint32_t next_session(const struct robot *r)
{
    return r->session == UINT32_MAX ? 1 : r->session + 1;
}

static void begin_session(struct robot *r, const struct sockaddr_in *with)
{
    r->open = true;
    r->session = next_session(r);
    tags_begin(&r->tags);
    r->controller = *with;
    r->sent = REPLY_COUNTER;
    r->offer.any = false;
    r->commanded = false; // a command of the session before
    if (r->state == SESSION_IDLE) r->state = SESSION_MONITORING_READY;
}

static void reply(struct robot *r, Refusal refusal, int64_t asked_ns, const struct sockaddr_in *to)
{
    struct prefix prefix = {KIND_REPLY, refusal == REFUSAL_NONE ? next_session(r) : 0, REPLY_COUNTER};
    SessionReply m = {
        .has_header = true, .header = header(r, prefix.counter),
        .has_refusal = true, .refusal = refusal,
        .has_version = true, .version = PROTOCOL,
        .has_session = true, .session = prefix.session,
        .has_cycle_us = true, .cycle_us = r->cycle_us,
        .has_horizon_max = true, .horizon_max = HORIZON,
        .has_axes = true, .axes = AXES,
        .has_simulated = true, .simulated = true,
        .q_min_count = AXES, .q_max_count = AXES, .dq_max_count = AXES, .ddq_max_count = AXES, .dddq_max_count = AXES,
        .has_epoch_obeyed = true, .epoch_obeyed = r->epoch,
        .has_command_in_hand = true, .command_in_hand = r->state == SESSION_COMMANDING_ACTIVE ? r->in_hand : 0,
        .has_command_finished = true, .command_finished = r->finished,
        .has_boot = true, .boot = r->boot,
        .has_modes = true, .modes = MODES,
        .has_interpolation = true, .interpolation = INTERPOLATION_LINEAR,
    };
    // of a session it tells nothing, only which request it answers
    m.header.has_ack_seq = m.header.has_echo_rx_ns = false;
    m.header.has_echo_tx_ns = true;
    m.header.echo_tx_ns = asked_ns;
    for (int i = 0; i < AXES; i++) {
        const struct axis *axis = &r->motion.axes[i];
        m.q_min[i] = axis->q_min;
        m.q_max[i] = axis->q_max;
        m.dq_max[i] = axis->dq_max;
        m.ddq_max[i] = axis->ddq_max;
        m.dddq_max[i] = axis->dddq_max;
    }
    send_message(r, to, prefix, SessionReply_fields, &m);
}

static void end_session(struct robot *r)
{
    r->open = false;
    if (r->state == SESSION_COMMANDING_ACTIVE) robot_stop(r, STOP_REASON_LINK_TIMEOUT);
}

void session_watch(struct robot *r)
{
    if (r->open && session_silence(r) > SILENCE_NS) end_session(r);
    bool stands = r->state == SESSION_MONITORING_READY || r->state == SESSION_STOPPED;
    if (!r->open && stands) r->state = SESSION_IDLE;
}

// ---- commands

static void begin(struct robot *r, const RobotCommand *c)
{
    for (int i = 0; i < AXES; i++) {
        // asked so that NaN fails too
        if (!(fabs(c->horizon[i] - r->motion.q[i]) <= BEGINS_WITHIN)) {
            r->rejected++;
            r->stop_reason = STOP_REASON_DISCONTINUITY;
            return;
        }
    }
    motion_clear(&r->motion);
    r->state = SESSION_COMMANDING_ACTIVE;
    r->stop_reason = STOP_REASON_NONE;
    r->move_index = c->move_index;
    r->in_hand = c->header.command_id;
}

// Led on as it is not, a robot would do something else than its controller believes.
static void refuse_mode(struct robot *r)
{
    r->rejected++;
    if (r->state == SESSION_COMMANDING_ACTIVE) robot_stop(r, STOP_REASON_MODE);
    else if (r->state != SESSION_STOPPING) r->stop_reason = STOP_REASON_MODE;
}

static void obey(struct robot *r, const RobotCommand *c)
{
    if (c->header.epoch < r->epoch) {
        r->rejected++;
        return;
    }
    r->epoch = c->header.epoch;
    if (c->stop_category != 0) {
        if (r->state == SESSION_COMMANDING_ACTIVE) robot_stop(r, STOP_REASON_COMMANDED);
        return;
    }
    if (c->mode != COMMAND_JOINT_POSITION && c->setpoints > 0) {
        refuse_mode(r);
        return;
    }
    if (c->mode != COMMAND_JOINT_POSITION || !c->has_first_cycle || !c->has_move_index) return;
    if (c->setpoints < 1 || c->horizon_count != (uint64_t)c->setpoints * AXES) {
        r->rejected++;
        return;
    }
    bool stands = r->state == SESSION_MONITORING_READY || r->state == SESSION_STOPPED;
    if (stands && c->move_index != r->move_index) begin(r, c);
    if (r->state != SESSION_COMMANDING_ACTIVE || c->move_index != r->move_index) return;
    motion_buffer(&r->motion, r->cycle, c);
}

// ---- in

static bool parse(const uint8_t *datagram, size_t length, const pb_msgdesc_t *fields, void *message)
{
    pb_istream_t in = pb_istream_from_buffer(datagram + FRAME_MESSAGE, length);
    return pb_decode(&in, fields, message);
}

static bool of_session(const struct robot *r, const struct prefix *p, const struct sockaddr_in *from)
{
    return r->open && p->session == r->session && p->counter > r->heard.counter && same(from, &r->controller);
}

static bool takes_up_offer(const struct robot *r, const struct prefix *p, const struct sockaddr_in *from)
{
    return r->offer.any && p->session == next_session(r) && same(from, &r->offer.to) &&
           r->cycle - r->offer.cycle <= LATE_CYCLES;
}

// Whether the command may be obeyed; first: it would begin a session.
static bool in_time(const struct robot *r, const RtHeader *h, bool first)
{
    uint32_t newest = first ? REPLY_COUNTER : (uint32_t)r->sent;
    if (!h->has_schema || h->schema != SCHEMA || !h->has_epoch) return false;
    if (first && h->epoch < r->epoch) return false;
    return h->has_ack_seq && newest - h->ack_seq <= LATE_CYCLES;
}

// Whoever asks with another key, or with none, is told so, and never more than he sent.
static void answer_blank(const struct robot *r, size_t asked, const struct sockaddr_in *to)
{
    uint8_t datagram[FRAME_MAX];
    size_t length = frame_blank(&r->tags, datagram);
    if (length <= asked) (void)sendto(r->socket, datagram, length, 0, (const struct sockaddr *)to, sizeof *to);
}

// A right tag shows who made a request, not when: one that is said again must not take the place of the newest grant.
static bool newest(struct robot *r, uint32_t epoch, uint64_t counter)
{
    struct asked *asked = &r->asked;
    if (r->tags.keyed && asked->any && (epoch < asked->epoch || (epoch == asked->epoch && counter <= asked->counter))) return false;
    *asked = (struct asked){true, epoch, counter};
    return true;
}

// False: the datagram is to be counted as rejected.
static bool take(struct robot *r, const uint8_t *datagram, size_t size, const struct sockaddr_in *from)
{
    static SessionRequest request;
    static RobotCommand command;
    static SessionClose close;
    struct prefix p;
    size_t length = 0;
    enum frame_fault fault = frame_open(&r->tags, datagram, size, &p, &length);
    if (fault == FRAME_UNVERIFIED && p.kind == KIND_REQUEST) answer_blank(r, size, from);
    if (fault != FRAME_GOOD) return false;
    switch (p.kind) {
    case KIND_REQUEST:
        if (p.session != 0 || !parse(datagram, length, SessionRequest_fields, &request)) return false;
        Refusal refusal = judge(r, &request, from);
        if (refusal == REFUSAL_NONE && !newest(r, request.header.epoch, p.counter)) return false;
        if (refusal == REFUSAL_NONE) r->offer = (struct offer){true, *from, r->cycle};
        reply(r, refusal, request.header.tx_ns, from);
        return true;
    case KIND_COMMAND:;
        bool first = takes_up_offer(r, &p, from);
        if (!first && !of_session(r, &p, from)) return false;
        if (!parse(datagram, length, RobotCommand_fields, &command) || !in_time(r, &command.header, first)) return false;
        if (first) begin_session(r, from);
        r->heard = (struct heard){true, p.counter, command.header.tx_ns, now_ns(), r->cycle};
        r->command = command;
        r->commanded = true;
        return true;
    case KIND_CLOSE:
        if (!of_session(r, &p, from) || !parse(datagram, length, SessionClose_fields, &close)) return false;
        end_session(r);
        return true;
    default: return false;
    }
}

void session_listen(struct robot *r)
{
    uint8_t datagram[FRAME_MAX + 1]; // one more, so that a longer one shows
    struct sockaddr_in from;
    r->commanded = false;
    for (;;) {
        socklen_t size = sizeof from;
        ssize_t length = recvfrom(r->socket, datagram, sizeof datagram, MSG_DONTWAIT, (struct sockaddr *)&from, &size);
        if (length < 0 && errno == EINTR) continue;
        if (length < 0) break; // empty, or an ICMP complaint about a controller that is gone
        if (!take(r, datagram, (size_t)length, &from)) r->rejected++;
    }
    if (r->commanded && r->open) obey(r, &r->command);
}
