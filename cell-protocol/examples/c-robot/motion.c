#include "motion.h"

#include <math.h>
#include <string.h>

// Room for rounding and for the seam between two plans; the specification's.
static const double SHARE = 1.2;
// A velocity below this is none: far below what an encoder can tell, far above rounding.
static const double REST = 1e-12;

void motion_clear(struct motion *m)
{
    for (int i = 0; i < SLOTS; i++) m->buffer[i].valid = false;
}

void motion_buffer(struct motion *m, uint32_t now, const RobotCommand *command)
{
    for (int i = 0; i < SLOTS; i++) {
        if ((int32_t)(m->buffer[i].cycle - command->first_cycle) >= 0) m->buffer[i].valid = false;
    }
    for (uint32_t k = 0; k < command->setpoints; k++) {
        uint32_t cycle = command->first_cycle + k;
        int32_t ahead = (int32_t)(cycle - now);
        if (ahead <= 0 || ahead > SLOTS) continue;
        struct setpoint *slot = &m->buffer[cycle % SLOTS];
        slot->valid = true;
        slot->cycle = cycle;
        slot->last = command->finished && k + 1 == command->setpoints;
        memcpy(slot->q, command->horizon + k * AXES, sizeof slot->q);
    }
}

const struct setpoint *motion_at(const struct motion *m, uint32_t cycle)
{
    const struct setpoint *slot = &m->buffer[cycle % SLOTS];
    return slot->valid && slot->cycle == cycle ? slot : NULL;
}

StopReason motion_check(const struct motion *m, const struct setpoint *s)
{
    double t = m->cycle_s;
    for (int i = 0; i < AXES; i++) {
        const struct axis *axis = &m->axes[i];
        double dq = (s->q[i] - m->q[i]) / t;
        double step = SHARE * axis->ddq_max * t + axis->dddq_max * t * t;
        // asked so that NaN fails too
        if (!(s->q[i] >= axis->q_min && s->q[i] <= axis->q_max)) return STOP_REASON_POSITION_LIMIT;
        if (!(fabs(dq) <= SHARE * axis->dq_max)) return STOP_REASON_VELOCITY_LIMIT;
        if (!(fabs(dq - m->dq[i]) <= step)) return STOP_REASON_ACCELERATION_LIMIT;
        if (s->last && fabs(dq) > step) return STOP_REASON_ACCELERATION_LIMIT;
    }
    return STOP_REASON_NONE;
}

void motion_follow(struct motion *m, const struct setpoint *s)
{
    for (int i = 0; i < AXES; i++) {
        double dq = (s->q[i] - m->q[i]) / m->cycle_s;
        m->ddq[i] = (dq - m->dq[i]) / m->cycle_s;
        m->dq[i] = dq;
        m->q[i] = s->q[i];
    }
}

// How an axis stops: in the last n cycles the acceleration falls by equal steps to 0, and the velocity with it. That takes
// a first acceleration of -2 dq / (n t) and steps of 2 |dq| / (n (n - 1) t). This is the smallest n for which the first
// acceleration is within one step of the present one and of the limit, and the steps are within the jerk; else infinite.
static double cycles_to_rest(double dq, double ddq, const struct axis *axis, double t)
{
    double step = axis->dddq_max * t;
    if (fabs(dq) < REST) return fabs(ddq) <= step ? 1 : INFINITY;
    double speed = 2 * fabs(dq) / t;
    double braking = dq > 0 ? -ddq : ddq;
    if (braking + step <= 0) return INFINITY;
    double n = 0.5 + sqrt(0.25 + speed / step);
    n = fmax(n, speed / (braking + step));
    n = fmax(n, speed / fmax(axis->ddq_max, fabs(ddq)));
    n = ceil(n);
    return n * (braking - step) > speed ? INFINITY : n;
}

// Brakes harder by the whole jerk, towards the limit.
static double harder(double dq, double ddq, const struct axis *axis, double t)
{
    double step = axis->dddq_max * t;
    // the velocity that would be left if the acceleration were let go at once: that one is to be undone
    double left = dq + ddq * fabs(ddq) / (2 * axis->dddq_max);
    double towards = left > 0 ? -axis->ddq_max : axis->ddq_max;
    return fmax(ddq - step, fmin(ddq + step, towards));
}

static double brake(double dq, double ddq, const struct axis *axis, double t)
{
    double end = cycles_to_rest(dq, ddq, axis, t);
    double more = harder(dq, ddq, axis, t);
    if (isinf(end) || 1 + cycles_to_rest(dq + more * t, more, axis, t) < end) return more;
    return end > 1 ? -2 * dq / (end * t) : 0;
}

bool motion_brake(struct motion *m)
{
    double t = m->cycle_s;
    bool rest = true;
    for (int i = 0; i < AXES; i++) {
        m->ddq[i] = brake(m->dq[i], m->ddq[i], &m->axes[i], t);
        m->dq[i] += m->ddq[i] * t;
        if (fabs(m->dq[i]) < REST) m->dq[i] = 0;
        m->q[i] += m->dq[i] * t;
        rest = rest && m->dq[i] == 0 && m->ddq[i] == 0;
    }
    return rest;
}

bool motion_moves(const struct motion *m)
{
    for (int i = 0; i < AXES; i++) {
        if (m->dq[i] != 0) return true;
    }
    return false;
}

void motion_stand(struct motion *m)
{
    memset(m->dq, 0, sizeof m->dq);
    memset(m->ddq, 0, sizeof m->ddq);
}
