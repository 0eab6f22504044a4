// Axes: where they are, what they may do, what they do next.
#ifndef MOTION_H
#define MOTION_H

#include <stdbool.h>
#include <stdint.h>

#include "realtime.pb.h"

enum { AXES = 4, SLOTS = 64 };

struct axis {
    double q_min, q_max;         // rad or m
    double dq_max, ddq_max, dddq_max; // per s, s^2, s^3
};

struct setpoint {
    bool valid;
    bool last; // of a horizon with finished
    uint32_t cycle;
    double q[AXES];
};

struct motion {
    const struct axis *axes;
    double cycle_s;
    double q[AXES], dq[AXES], ddq[AXES];
    struct setpoint buffer[SLOTS];
};

void motion_clear(struct motion *m);

// Replaces every set-point from the command's first cycle on; the command has the right number of positions.
void motion_buffer(struct motion *m, uint32_t now, const RobotCommand *command);

// The set-point of a cycle, or NULL.
const struct setpoint *motion_at(const struct motion *m, uint32_t cycle);

// STOP_REASON_NONE: the set-point may be followed.
StopReason motion_check(const struct motion *m, const struct setpoint *s);

void motion_follow(struct motion *m, const struct setpoint *s);

// One cycle of the stop within acceleration and jerk, from any velocity and acceleration; true at rest.
bool motion_brake(struct motion *m);

// Whether an axis has a velocity.
bool motion_moves(const struct motion *m);

// At rest where the axes are.
void motion_stand(struct motion *m);

#endif
