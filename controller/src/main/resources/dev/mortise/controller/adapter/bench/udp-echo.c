// The floor of mortise bench realtime: one thread sends every datagram of its robots back, as long as an answer is, and does nothing else.
// usage: udp-echo [-b BYTES] [-p PRIORITY] [-c CPU] PORT...   on the loopback interface; ends with its parent
// BYTES: what is shorter is sent back with zeros behind it, so that the kernel carries as much as for a command
// PRIORITY: of SCHED_FIFO; CPU: the one it stays on. Where they are refused it runs as others do.
#include <arpa/inet.h>
#include <sched.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/epoll.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <unistd.h>

enum { DATAGRAM_MAX = 2048, EVENTS_MAX = 64 };

static ssize_t answer_bytes;

static void must(int result, const char *what)
{
    if (result >= 0) return;
    perror(what);
    exit(1);
}

// A connected socket, known to the robot by its first datagram.
static int connected(const char *port)
{
    struct sockaddr_in robot = {.sin_family = AF_INET, .sin_port = htons((uint16_t)atoi(port))};
    robot.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    int made = socket(AF_INET, SOCK_DGRAM | SOCK_NONBLOCK, 0);
    must(made, "socket");
    must(connect(made, (struct sockaddr *)&robot, sizeof robot), "connect");
    must((int)send(made, "", 1, 0), "send");
    return made;
}

static void echo(int robot)
{
    static uint8_t datagram[DATAGRAM_MAX];
    ssize_t length = recv(robot, datagram, sizeof datagram, 0);
    // a robot that is gone refuses; the benchmark ends this process then
    if (length > 0) (void)send(robot, datagram, (size_t)(length > answer_bytes ? length : answer_bytes), 0);
}

// What the engine is allowed, its floor is allowed, too; who is refused both is told by the engine.
static int scheduled(int count, char **options)
{
    for (int option; (option = getopt(count, options, "b:p:c:")) != -1;) {
        if (option == 'b') {
            answer_bytes = atoi(optarg);
            if (answer_bytes < 0 || answer_bytes > DATAGRAM_MAX) exit(2);
        } else if (option == 'p') {
            struct sched_param priority = {.sched_priority = atoi(optarg)};
            (void)sched_setscheduler(0, SCHED_FIFO, &priority);
        } else if (option == 'c') {
            cpu_set_t cpus;
            CPU_ZERO(&cpus);
            CPU_SET(atoi(optarg), &cpus);
            (void)sched_setaffinity(0, sizeof cpus, &cpus);
        } else {
            exit(2);
        }
    }
    return optind;
}

int main(int count, char **ports)
{
    must(prctl(PR_SET_PDEATHSIG, SIGKILL), "prctl");
    int first = scheduled(count, ports);
    int ready = epoll_create1(0);
    must(ready, "epoll");
    for (int i = first; i < count; i++) {
        struct epoll_event robot = {.events = EPOLLIN, .data.fd = connected(ports[i])};
        must(epoll_ctl(ready, EPOLL_CTL_ADD, robot.data.fd, &robot), "epoll_ctl");
    }
    struct epoll_event events[EVENTS_MAX];
    for (;;) {
        int n = epoll_wait(ready, events, EVENTS_MAX, -1);
        for (int i = 0; i < n; i++) echo(events[i].data.fd);
    }
}
