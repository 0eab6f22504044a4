// One robot, all of it: nothing is allocated after start.
#ifndef ROBOT_H
#define ROBOT_H

#include <netinet/in.h>
#include <stdbool.h>
#include <stdint.h>

#include "motion.h"
#include "tags.h"

enum { HORIZON = 24 };

// What was heard of the controller last, to be told back to it.
struct heard {
    bool any;
    uint64_t counter;
    int64_t tx_ns, rx_ns;
    uint32_t cycle;
};

// The newest grant: a promise, until its controller has sent a command in the session.
struct offer {
    bool any;
    struct sockaddr_in to;
    uint32_t cycle;
};

// The newest request whose tag was right.
struct asked {
    bool any;
    uint32_t epoch;
    uint64_t counter;
};

struct robot {
    int socket;
    struct tags tags;
    uint32_t boot, cycle_us;

    // session; before the first one, the number that it counts on from
    bool open;
    uint32_t session;
    struct offer offer;
    struct asked asked;
    struct sockaddr_in controller;
    uint64_t sent;
    struct heard heard;

    // fencing and motions
    uint32_t epoch, move_index;
    uint64_t in_hand, finished;

    // the motion itself
    SessionState state;
    StopReason stop_reason;
    uint32_t cycle, missed, rejected;
    struct motion motion;

    // the newest command of this cycle: it alone is obeyed
    bool commanded;
    RobotCommand command;
};

int64_t now_ns(void);

// Takes in all datagrams that have come and obeys the newest command.
void session_listen(struct robot *r);

// Ends a session whose controller was not heard for too long.
void session_watch(struct robot *r);

// Cycles since the controller was heard, in nanoseconds: who is not run hears nobody, and nobody is to blame for it.
int64_t session_silence(const struct robot *r);

// Sends the state to the controller that has the session.
void session_tell(struct robot *r, float push_n, bool seated);

// Leaves COMMANDING_ACTIVE on a stop of the robot's own.
void robot_stop(struct robot *r, StopReason why);

#endif
