package dev.mortise.controller.adapter.bench;

import dev.mortise.protocol.realtime.Names;
import dev.mortise.protocol.realtime.v1.CommandMode;
import dev.mortise.protocol.realtime.v1.RobotCommand;
import dev.mortise.protocol.realtime.v1.RobotState;
import dev.mortise.protocol.realtime.v1.RtHeader;
import dev.mortise.protocol.realtime.v1.SafetyState;
import dev.mortise.protocol.realtime.v1.SessionState;
import dev.mortise.protocol.realtime.v1.StopReason;
import io.grpc.CallOptions;
import io.grpc.ManagedChannel;
import io.grpc.MethodDescriptor;
import io.grpc.Server;
import io.grpc.ServerServiceDefinition;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.protobuf.ProtoUtils;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.ServerCalls;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;

/** The same messages over gRPC: one bidirectional stream a robot on one plain-text connection, handled on its event loops. */
final class GrpcWire implements AutoCloseable {

    private static final MethodDescriptor<RobotState, RobotCommand> EXCHANGE =
            MethodDescriptor.<RobotState, RobotCommand>newBuilder()
                    .setType(MethodDescriptor.MethodType.BIDI_STREAMING)
                    .setFullMethodName("mortise.Bench/Exchange")
                    .setRequestMarshaller(ProtoUtils.marshaller(RobotState.getDefaultInstance()))
                    .setResponseMarshaller(ProtoUtils.marshaller(RobotCommand.getDefaultInstance()))
                    .build();

    private final Server server;
    private final ManagedChannel channel;
    private final List<RobotEnd> robots = new ArrayList<>();

    GrpcWire(int count) throws IOException {
        InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        server = NettyServerBuilder.forAddress(any)
                .directExecutor()
                .addService(ServerServiceDefinition.builder("mortise.Bench")
                        .addMethod(EXCHANGE, ServerCalls.asyncBidiStreamingCall(Answers::new))
                        .build())
                .build()
                .start();
        channel = NettyChannelBuilder.forAddress(new InetSocketAddress(any.getAddress(), server.getPort()))
                .usePlaintext()
                .directExecutor()
                .build();
        for (int i = 0; i < count; i++) {
            robots.add(new GrpcRobot(channel));
        }
    }

    List<RobotEnd> robots() {
        return robots;
    }

    /** The controller's end. */
    private static final class Answers implements StreamObserver<RobotState> {

        private final StreamObserver<RobotCommand> commands;
        private int sent;

        Answers(StreamObserver<RobotCommand> commands) {
            this.commands = commands;
        }

        @Override
        public void onNext(RobotState state) {
            long now = System.nanoTime();
            RtHeader asked = state.getHeader();
            commands.onNext(RobotCommand.newBuilder()
                    .setMode(CommandMode.COMMAND_HOLD)
                    .setHeader(RtHeader.newBuilder()
                            .setSeq(++sent)
                            .setAckSeq(asked.getSeq())
                            .setTxNs(now)
                            .setEchoTxNs(asked.getTxNs())
                            .setEchoRxNs(now)
                            .setSchema(Names.schema())
                            .setEpoch(1)
                            .setCommandId(0)
                            .setEchoDeadlineNs(asked.getDeadlineNs()))
                    .build());
        }

        @Override
        public void onError(Throwable failure) {
            // the benchmark has closed the channel
        }

        @Override
        public void onCompleted() {
            commands.onCompleted();
        }
    }

    /** The robot's end. */
    private static final class GrpcRobot implements RobotEnd, StreamObserver<RobotCommand> {

        private final StreamObserver<RobotState> states;
        private int sent;
        private long saidNanos;
        private volatile int answered;

        GrpcRobot(ManagedChannel channel) {
            states = ClientCalls.asyncBidiStreamingCall(channel.newCall(EXCHANGE, CallOptions.DEFAULT), this);
        }

        @Override
        public boolean isOpen() {
            return true;
        }

        @Override
        public void says(int cycle) {
            saidNanos = System.nanoTime();
            RobotState.Builder state = RobotState.newBuilder()
                    .setHeader(RtHeader.newBuilder()
                            .setSeq(++sent)
                            .setTxNs(saidNanos)
                            .setSchema(Names.schema()))
                    .setSessionState(SessionState.SESSION_MONITORING_READY)
                    .setStopReason(StopReason.STOP_REASON_NONE)
                    .setSafetyState(SafetyState.SAFETY_NORMAL)
                    .setCycle(cycle)
                    .setCycleUs(ComparisonBench.CYCLE_MICROS);
            for (int axis = 0; axis < RobotVoice.AXES; axis++) {
                state.addQ(0.1).addDq(0);
            }
            for (int i = 0; i < 6; i++) {
                state.addWrenchExt(0);
            }
            states.onNext(state.build());
        }

        @Override
        public long heardAfter() {
            return answered == sent ? System.nanoTime() - saidNanos : -1;
        }

        @Override
        public void onNext(RobotCommand command) {
            answered = command.getHeader().getAckSeq();
        }

        @Override
        public void onError(Throwable failure) {
            // the benchmark has closed the channel
        }

        @Override
        public void onCompleted() {
            // the benchmark has closed the channel
        }

        @Override
        public void close() {
            states.onCompleted();
        }
    }

    @Override
    public void close() {
        channel.shutdownNow();
        server.shutdownNow();
    }
}
