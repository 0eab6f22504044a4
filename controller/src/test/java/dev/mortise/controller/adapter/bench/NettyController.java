package dev.mortise.controller.adapter.bench;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.DatagramPacket;
import io.netty.channel.socket.nio.NioDatagramChannel;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The same datagrams over Netty: one event loop, one connected channel a robot. */
final class NettyController implements AutoCloseable {

    private final EventLoopGroup loop = new NioEventLoopGroup(1);

    /** Greets the robots at these ports, and answers each of their states. */
    NettyController(List<Integer> robotPorts) {
        for (int port : robotPorts) {
            Channel channel = new Bootstrap()
                    .group(loop)
                    .channel(NioDatagramChannel.class)
                    .handler(new Answers())
                    .connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port))
                    .syncUninterruptibly()
                    .channel();
            ChannelFuture unused = channel.writeAndFlush(Unpooled.wrappedBuffer(new byte[] {1}));
        }
    }

    private static final class Answers extends SimpleChannelInboundHandler<DatagramPacket> {

        private final LeastController controller = new LeastController();
        private final byte[] in = new byte[2_048];

        @Override
        protected void channelRead0(ChannelHandlerContext context, DatagramPacket packet) {
            ByteBuf content = packet.content();
            int length = Math.min(content.readableBytes(), in.length);
            content.readBytes(in, 0, length);
            int answer = controller.answers(in, length);
            if (answer > 0) {
                ChannelFuture unused = context.writeAndFlush(
                        context.alloc().buffer(answer).writeBytes(controller.datagram(), 0, answer));
            }
        }
    }

    @Override
    public void close() {
        loop.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
    }
}
