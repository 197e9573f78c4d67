// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.integration.dns;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;

/** A name server on loopback, over UDP and TCP on one free port, that answers as a test wants. */
final class TestNameServer implements AutoCloseable {

  /** What to answer to a query. */
  @FunctionalInterface
  interface Answers {
    /** The octets of the answer; nothing if there is none. */
    Optional<byte[]> to(Message query, boolean tcp);
  }

  private final DatagramSocket udp;
  private final ServerSocket tcp;
  private final Answers answers;
  private volatile Optional<Socket> served = Optional.empty();
  final AtomicInteger udpQueries = new AtomicInteger();
  final AtomicInteger tcpQueries = new AtomicInteger();

  TestNameServer(Answers answers) throws IOException {
    this.answers = answers;
    InetAddress loopback = InetAddress.getLoopbackAddress();
    this.tcp = new ServerSocket(0, 10, loopback);
    this.udp = new DatagramSocket(tcp.getLocalPort(), loopback);
    start(this::serveUdp);
    start(this::serveTcp);
  }

  /** Answers with these records, or with a code. */
  static Answers records(int code, Record... records) {
    return (query, tcp) -> Optional.of(answer(query, code, records).toWire());
  }

  static Message answer(Message query, int code, Record... records) {
    Message answer = new Message(query.getHeader().getID());
    answer.getHeader().setFlag(Flags.QR);
    answer.getHeader().setFlag(Flags.RA);
    answer.getHeader().setRcode(code);
    answer.addRecord(query.getQuestion(), Section.QUESTION);
    if (code == Rcode.NOERROR) {
      for (Record record : records) {
        answer.addRecord(record, Section.ANSWER);
      }
    }
    return answer;
  }

  InetSocketAddress address() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), udp.getLocalPort());
  }

  private static void start(Runnable server) {
    Thread thread = new Thread(server, "test-name-server");
    thread.setDaemon(true);
    thread.start();
  }

  private void serveUdp() {
    byte[] buffer = new byte[4096];
    while (!udp.isClosed()) {
      try {
        DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
        udp.receive(packet);
        udpQueries.incrementAndGet();
        Message query = new Message(Arrays.copyOf(buffer, packet.getLength()));
        Optional<byte[]> answer = answers.to(query, false);
        if (answer.isPresent()) {
          byte[] octets = answer.get();
          udp.send(new DatagramPacket(octets, octets.length, packet.getSocketAddress()));
        }
      } catch (IOException e) {
        failUnlessClosed(e, udp.isClosed());
      }
    }
  }

  private void serveTcp() {
    while (!tcp.isClosed()) {
      try (Socket peer = tcp.accept()) {
        served = Optional.of(peer);
        DataInputStream in = new DataInputStream(peer.getInputStream());
        Message query = new Message(in.readNBytes(in.readUnsignedShort()));
        tcpQueries.incrementAndGet();
        Optional<byte[]> answer = answers.to(query, true);
        if (answer.isPresent()) {
          DataOutputStream out = new DataOutputStream(peer.getOutputStream());
          out.writeShort(answer.get().length);
          out.write(answer.get());
          out.flush();
          peer.getInputStream().read();
        }
      } catch (IOException e) {
        failUnlessClosed(e, tcp.isClosed());
      }
    }
  }

  private static void failUnlessClosed(IOException thrown, boolean closed) {
    if (!closed) {
      throw new AssertionError(thrown);
    }
  }

  @Override
  public void close() throws IOException {
    udp.close();
    tcp.close();
    // Whoever asked may keep the connection for another question.
    if (served.isPresent()) {
      served.get().close();
    }
  }
}
