// Axes: where they are, what they may do, what they do next. Becomes your drives; the checks are the specification's.
#ifndef MOTION_H
#define MOTION_H

#include <math.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "realtime.pb.h"

enum { AXES = 4, SLOTS = 64 };

struct axis {
    double q_min, q_max;              // rad or m
    double dq_max, ddq_max, dddq_max; // per s, s^2, s^3
};

struct setpoint {
    bool valid, last; // last: of a horizon with finished
    uint32_t cycle;
    double q[AXES];
};

static struct {
    double q[AXES], dq[AXES], ddq[AXES];
    struct setpoint buffer[SLOTS];
} motion;

static void motion_forget(void)
{
    memset(motion.buffer, 0, sizeof motion.buffer);
}

static void motion_stand(void)
{
    memset(motion.dq, 0, sizeof motion.dq);
    memset(motion.ddq, 0, sizeof motion.ddq);
}

static bool motion_moves(void)
{
    for (int i = 0; i < AXES; i++) {
        if (motion.dq[i] != 0) return true;
    }
    return false;
}

// A command replaces every set-point from its first cycle on. Cycles wrap.
static void motion_buffer(uint32_t now, const RobotCommand *c)
{
    for (int i = 0; i < SLOTS; i++) {
        if ((int32_t)(motion.buffer[i].cycle - c->first_cycle) >= 0) motion.buffer[i].valid = false;
    }
    for (uint32_t k = 0; k < c->setpoints; k++) {
        uint32_t cycle = c->first_cycle + k;
        int32_t ahead = (int32_t)(cycle - now);
        if (ahead <= 0 || ahead > SLOTS) continue;
        struct setpoint *slot = &motion.buffer[cycle % SLOTS];
        *slot = (struct setpoint){true, c->finished && k + 1 == c->setpoints, cycle, {0}};
        memcpy(slot->q, c->horizon + k * AXES, sizeof slot->q);
    }
}

// The set-point of a cycle, or NULL.
static const struct setpoint *motion_at(uint32_t cycle)
{
    const struct setpoint *slot = &motion.buffer[cycle % SLOTS];
    return slot->valid && slot->cycle == cycle ? slot : NULL;
}

// Goes to the set-point in a cycle of t seconds, if it may be followed; else says why not. Asked so that NaN fails, too.
static StopReason motion_follow(const struct axis axes[AXES], const struct setpoint *s, double t)
{
    for (int i = 0; i < AXES; i++) {
        double dq = (s->q[i] - motion.q[i]) / t;
        double step = 1.2 * axes[i].ddq_max * t + axes[i].dddq_max * t * t;
        if (!(s->q[i] >= axes[i].q_min && s->q[i] <= axes[i].q_max)) return STOP_REASON_POSITION_LIMIT;
        if (!(fabs(dq) <= 1.2 * axes[i].dq_max)) return STOP_REASON_VELOCITY_LIMIT;
        if (!(fabs(dq - motion.dq[i]) <= step)) return STOP_REASON_ACCELERATION_LIMIT;
        if (s->last && fabs(dq) > step) return STOP_REASON_ACCELERATION_LIMIT;
    }
    for (int i = 0; i < AXES; i++) {
        double dq = (s->q[i] - motion.q[i]) / t;
        motion.ddq[i] = (dq - motion.dq[i]) / t;
        motion.dq[i] = dq;
        motion.q[i] = s->q[i];
    }
    return STOP_REASON_NONE;
}

// The acceleration of the next cycle of a stop, within acceleration and jerk, from any velocity and acceleration. An axis
// that has, in its last n cycles, accelerations of n, n-1 ... 1 steps loses n(n+1)/2 times step * t: n is reckoned from the
// velocity, and the acceleration goes towards n steps by no more than the jerk. A step of 0.88 times the jerk leaves room
// for the last cycle, which takes all that is left and would else differ from the one before by up to 9/8 of a step.
static double motion_braking(const struct axis *axis, double dq, double ddq, double t)
{
    double jerk = axis->dddq_max * t, step = 0.88 * jerk;
    if (fabs(dq) <= step * t && fabs(-dq / t - ddq) <= jerk) return -dq / t;
    double n = (sqrt(1 + 8 * fabs(dq) / (step * t)) - 1) / 2;
    double wanted = -copysign(fmin(n * step, axis->ddq_max), dq);
    return fmax(ddq - jerk, fmin(ddq + jerk, wanted));
}

// One cycle of the stop; true at rest, where velocity and acceleration are 0.
static bool motion_brake(const struct axis axes[AXES], double t)
{
    bool rest = true;
    for (int i = 0; i < AXES; i++) {
        motion.ddq[i] = motion_braking(&axes[i], motion.dq[i], motion.ddq[i], t);
        motion.dq[i] += motion.ddq[i] * t;
        if (fabs(motion.dq[i]) < 1e-12) motion.dq[i] = 0; // rounding
        motion.q[i] += motion.dq[i] * t;
        rest = rest && motion.dq[i] == 0 && motion.ddq[i] == 0;
    }
    return rest;
}

#endif
