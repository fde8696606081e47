package dev.baton.bench.net;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.util.ReferenceCountUtil;
import java.net.InetSocketAddress;

/// Netty's way: callbacks on one event loop over NIO, with its pooled buffers.
final class NettyServer {
  private NettyServer() {}

  static void run(boolean http) throws InterruptedException {
    EventLoopGroup loop = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    Channel channel =
        new ServerBootstrap()
            .group(loop)
            .channel(NioServerSocketChannel.class)
            .option(ChannelOption.SO_BACKLOG, Server.BACKLOG)
            .childOption(ChannelOption.TCP_NODELAY, true)
            .childOption(ChannelOption.ALLOCATOR, PooledByteBufAllocator.DEFAULT)
            .childHandler(initializer(http))
            .bind(Server.anyPort())
            .sync()
            .channel();
    Server.announce(((InetSocketAddress) channel.localAddress()).getPort());
    channel.closeFuture().sync();
  }

  private static ChannelInitializer<SocketChannel> initializer(boolean http) {
    return new ChannelInitializer<>() {
      @Override
      protected void initChannel(SocketChannel channel) {
        if (http) {
          channel.pipeline().addLast(new HttpServerCodec(), new Page());
        } else {
          channel.pipeline().addLast(new Echo());
        }
      }
    };
  }

  /// Answers go out when all that has come was looked at.
  private abstract static class Answers extends ChannelInboundHandlerAdapter {
    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
      context.flush();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable broken) {
      context.close();
    }
  }

  private static final class Echo extends Answers {
    @Override
    public void channelRead(ChannelHandlerContext context, Object bytes) {
      context.write(bytes, context.voidPromise());
    }
  }

  private static final class Page extends Answers {
    private static final byte[] PAGE = Server.page();

    @Override
    public void channelRead(ChannelHandlerContext context, Object part) {
      try {
        if (part instanceof HttpRequest) {
          context.write(response(), context.voidPromise());
        }
      } finally {
        ReferenceCountUtil.release(part);
      }
    }

    private static FullHttpResponse response() {
      FullHttpResponse response =
          new DefaultFullHttpResponse(
              HttpVersion.HTTP_1_1, HttpResponseStatus.OK, Unpooled.wrappedBuffer(PAGE));
      response.headers().set(HttpHeaderNames.CONTENT_TYPE, Server.CONTENT_TYPE);
      response.headers().setInt(HttpHeaderNames.CONTENT_LENGTH, PAGE.length);
      return response;
    }
  }
}
