// A robot of four axes that speaks Mortise's real-time path: a gantry with a tray in its gripper and a slot before it.
#include <arpa/inet.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#include "robot.h"

enum { CYCLE_US = 2000, PUSH_AXIS = 1 };
static const int64_t LINK_TIMEOUT_NS = 100000000;

// HV-1 of the shipped plant.yaml: x, y, z, and c around z
static const struct axis GANTRY[AXES] = {
    {-0.5, 1.5, 2.0, 8.0, 80.0},
    {-0.2, 1.3, 1.5, 8.0, 80.0},
    {0.1, 2.4, 2.0, 8.0, 80.0},
    {-3.2, 3.2, 4.0, 20.0, 200.0},
};
static const double HOME[AXES] = {0.0, 0.0, 1.0, 0.0};

// The slot, along the pushing axis: rails, then contacts that rub, then the backplane.
static const double MOUTH_M = 0.6, CONTACTS_M = 0.19, SEAT_M = 0.249;
static const double RUBBING_N = 180.0, STIFFNESS_N_PER_M = 1.1e6;

static volatile sig_atomic_t ended;

static void end(int signal)
{
    (void)signal;
    ended = 1;
}

static double depth(const struct robot *r)
{
    return r->motion.q[PUSH_AXIS] - MOUTH_M;
}

static double push_force(double depth_m)
{
    if (depth_m < CONTACTS_M) return 0;
    return depth_m < SEAT_M ? RUBBING_N : RUBBING_N + STIFFNESS_N_PER_M * (depth_m - SEAT_M);
}

void robot_stop(struct robot *r, StopReason why)
{
    motion_clear(&r->motion);
    r->stop_reason = why;
    r->state = SESSION_STOPPING;
}

static void finish(struct robot *r)
{
    motion_clear(&r->motion);
    motion_stand(&r->motion);
    r->finished = r->in_hand;
    r->stop_reason = STOP_REASON_FINISHED;
    r->state = SESSION_STOPPED;
}

// Follows the set-point of this cycle, or tells why it cannot.
static StopReason follow(struct robot *r)
{
    const struct setpoint *s = motion_at(&r->motion, r->cycle);
    if (s == NULL) r->missed++;
    if (s == NULL && motion_moves(&r->motion)) return STOP_REASON_SETPOINT_UNDERRUN;
    if (session_silence(r) > LINK_TIMEOUT_NS) return STOP_REASON_LINK_TIMEOUT;
    if (s == NULL) {
        motion_stand(&r->motion);
        return STOP_REASON_NONE;
    }
    StopReason broken = motion_check(&r->motion, s);
    if (broken != STOP_REASON_NONE) return broken;
    motion_follow(&r->motion, s);
    if (s->last) finish(r);
    return STOP_REASON_NONE;
}

static void cycle(struct robot *r)
{
    session_listen(r);
    session_watch(r);
    r->cycle++;
    if (r->state == SESSION_COMMANDING_ACTIVE) {
        StopReason why = follow(r);
        if (why != STOP_REASON_NONE) robot_stop(r, why);
    }
    if (r->state == SESSION_STOPPING && motion_brake(&r->motion)) r->state = SESSION_STOPPED;
    double deep = depth(r);
    session_tell(r, (float)push_force(deep), deep >= SEAT_M);
}

static int64_t in_ns(const struct timespec *t)
{
    return (int64_t)t->tv_sec * 1000000000 + t->tv_nsec;
}

// Absolute instants, so that a late cycle does not shift all that follow; but no burst to make up for a pause.
static void run(struct robot *r)
{
    struct timespec next;
    clock_gettime(CLOCK_MONOTONIC, &next);
    while (!ended) {
        cycle(r);
        next.tv_nsec += (long)r->cycle_us * 1000;
        if (next.tv_nsec >= 1000000000) {
            next.tv_nsec -= 1000000000;
            next.tv_sec++;
        }
        if (now_ns() - in_ns(&next) > (int64_t)r->cycle_us * 1000) clock_gettime(CLOCK_MONOTONIC, &next);
        clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &next, NULL);
    }
}

// Returns the port in use.
static int listen_on(struct robot *r, const char *host, int port)
{
    struct sockaddr_in here = {.sin_family = AF_INET, .sin_port = htons((uint16_t)port)};
    socklen_t size = sizeof here;
    if (inet_pton(AF_INET, host, &here.sin_addr) != 1) {
        fprintf(stderr, "c-robot: '%s' is no IPv4 address\n", host);
        exit(64);
    }
    r->socket = socket(AF_INET, SOCK_DGRAM, 0);
    if (r->socket < 0 || bind(r->socket, (struct sockaddr *)&here, size) != 0 ||
        getsockname(r->socket, (struct sockaddr *)&here, &size) != 0) {
        perror("c-robot: UDP port");
        exit(69);
    }
    return ntohs(here.sin_port);
}

int main(int count, char **arguments)
{
    char *rest = "";
    long port = count >= 2 ? strtol(arguments[1], &rest, 10) : -1;
    if (count < 2 || count > 4 || *rest != '\0' || port < 0 || port > 65535) {
        fprintf(stderr, "usage: c-robot PORT [ADDRESS [KEY_FILE]]\n  PORT 0: any free one; ADDRESS 127.0.0.1\n");
        return 64;
    }
    static struct robot robot = {
        .cycle_us = CYCLE_US,
        .state = SESSION_IDLE,
        .stop_reason = STOP_REASON_NONE,
        .motion = {.axes = GANTRY, .cycle_s = CYCLE_US / 1e6},
    };
    robot.boot = (uint32_t)(now_ns() ^ (int64_t)time(NULL) << 8 ^ getpid());
    robot.session = robot.boot; // a session of an earlier life has another number
    memcpy(robot.motion.q, HOME, sizeof HOME);
    const char *unusable = count == 4 ? tags_read(&robot.tags, arguments[3]) : NULL;
    if (unusable != NULL) {
        fprintf(stderr, "c-robot: key file %s: %s\n", arguments[3], unusable);
        return 78;
    }
    int in_use = listen_on(&robot, count >= 3 ? arguments[2] : "127.0.0.1", (int)port);
    signal(SIGTERM, end);
    signal(SIGINT, end);
    printf("c-robot ready on port %d\n", in_use);
    fflush(stdout);
    run(&robot);
    close(robot.socket);
    return 0;
}
