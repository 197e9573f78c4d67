// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.cli;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openmsrp.domain.header.FailureReport;
import org.openmsrp.domain.header.MediaType;
import org.openmsrp.domain.header.SuccessReport;
import org.openmsrp.domain.port.logging.MsrpLogger;
import org.openmsrp.domain.uri.MsrpPath;
import org.openmsrp.domain.uri.MsrpUri;
import org.openmsrp.relay.RelayMode;
import org.openmsrp.session.ChunkPolicy;
import org.openmsrp.session.Connector;
import org.openmsrp.session.MsrpChannel;
import org.openmsrp.session.MsrpSession;
import org.openmsrp.session.MsrpStack;
import org.openmsrp.session.MsrpTimeouts;
import org.openmsrp.session.ReportRequest;
import org.openmsrp.session.SessionEnd;
import org.openmsrp.session.SessionOptions;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code msrp send}: connects to a peer and sends it texts or files. */
@Command(
    name = "send",
    description = {
      "Connect to a peer and send it texts or files.",
      "",
      "Says of each one what became of it. Plain texts that the peer sends meanwhile are printed;"
          + " it may send nothing else."
    },
    sortOptions = false,
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class SendCommand implements Callable<Integer> {

  /** What is sent. */
  static final class Content {

    @Option(
        names = "--text",
        paramLabel = "TEXT",
        required = true,
        description = "Send this text. May be given several times.")
    private List<String> texts = List.of();

    @Parameters(paramLabel = "FILE", arity = "1..*", description = "Send these files.")
    private List<Path> files = List.of();
  }

  private final Console console;

  @Option(
      names = "--remote",
      required = true,
      paramLabel = "PATH",
      converter = PathConverter.class,
      description = "The peer's path, as its receive prints it. Several URIs need quotes.")
  private @Nullable MsrpPath remote;

  @Option(
      names = "--local",
      paramLabel = "URI",
      converter = UriConverter.class,
      description = "Use this URI of our own, if the peer expects one.")
  private @Nullable MsrpUri local;

  @ArgGroup(multiplicity = "1")
  private @Nullable Content content;

  @Option(
      names = "--type",
      paramLabel = "TYPE",
      converter = MediaTypeConverter.class,
      description = "The media type. Default: text/plain, of files application/octet-stream.")
  private @Nullable MediaType type;

  @Option(
      names = "--success-report",
      description = "Ask the peer to confirm what it has received, and wait for it.")
  private boolean successReport;

  @Option(
      names = "--failure-report",
      paramLabel = "yes|no|partial",
      converter = FailureReportConverter.class,
      description = "Which answers to ask for: all, none, or those about failures. Default: yes.")
  private FailureReport failureReport = FailureReport.YES;

  @Option(
      names = "--at-once",
      paramLabel = "N",
      converter = CountConverter.class,
      description = "Send so many files side by side. Default: 1.")
  private int atOnce = 1;

  @Option(
      names = "--resume",
      paramLabel = "OCTETS",
      converter = OctetsConverter.class,
      description = {
        "Leave out so many octets of the file, which the peer has; it must receive with --resume,"
            + " too. How many these are the receiver said when the file broke off."
      })
  private long resume;

  @Option(
      names = "--message-id",
      paramLabel = "ID",
      converter = MessageIdConverter.class,
      description = "Use this Message-ID, such as the one of what is sent again.")
  private @Nullable String messageId;

  @Mixin private RateOption rate = new RateOption();

  @Option(
      names = "--stay",
      paramLabel = "S",
      converter = SecondsConverter.class,
      description = "Stay so many seconds afterwards, for what the peer has to say.")
  private Duration stay = Duration.ZERO;

  @Option(
      names = "--chunk-size",
      paramLabel = "OCTETS",
      converter = ChunkSizeConverter.class,
      description = "Cut messages into chunks of so many octets at most, 2048 or more.")
  private @Nullable ChunkPolicy chunkSize;

  @Option(
      names = "--timeout",
      paramLabel = "S",
      converter = SecondsConverter.class,
      description = "Wait so many seconds for the connection and for each answer. Default: 30.")
  private Duration timeout = Duration.ofSeconds(30);

  @Mixin private TransportOptions transport = new TransportOptions();

  @Mixin private RelayOptions relay;

  @Mixin private OutputOptions output = new OutputOptions();

  @Mixin private LoggingOptions logging = new LoggingOptions();

  SendCommand(Console console) {
    this.console = console;
    this.relay = new RelayOptions(console);
  }

  @Override
  public Integer call() {
    MsrpLogger logger = logging.logger();
    EventPrinter events = output.printer(console.out());
    List<Shipment> shipments = shipments();
    MsrpPath peer = requireNonNull(remote);
    try (RelayOptions way = relay;
        MsrpStack stack = transport.connecting(firstHop(peer), timeouts(), logger)) {
      MsrpSession session = start(connect(way, stack, peer), events);
      boolean delivered = new Shipping(session, console, events, atOnce).ship(shipments);
      stay(session);
      SessionEnd end = session.shutdown(Stacks.CLOSE).toCompletableFuture().join();
      events.print(Fates.closed(end));
      return delivered ? ExitStatus.OK : ExitStatus.NOT_DELIVERED;
    }
  }

  private MsrpSession start(MsrpChannel channel, EventPrinter events) {
    events.print(new Event.Bound(channel.remotePath()));
    MsrpSession session =
        MsrpSession.builder(channel)
            .acceptTypes(MediaType.TEXT_PLAIN.toString())
            .handler(new Replies(events))
            .start();
    return rate.applyTo(session);
  }

  /** Hears what the peer still has to say. */
  private void stay(MsrpSession session) {
    CompletableFuture<?> over =
        CompletableFuture.anyOf(session.ended().toCompletableFuture(), console.interrupted());
    if (stay.toMillis() > 0) {
      over.completeOnTimeout(null, stay.toMillis(), TimeUnit.MILLISECONDS).join();
    }
  }

  private List<Shipment> shipments() {
    Content what = requireNonNull(content);
    int things = what.texts.size() + what.files.size();
    if (things != 1 && (messageId != null || resume > 0)) {
      throw new CommandFailure(
          ExitStatus.USAGE, "--resume and --message-id are about one file or text, not several");
    }
    if (!what.texts.isEmpty() && resume > 0) {
      throw new CommandFailure(ExitStatus.USAGE, "only a file can go on with --resume");
    }
    ReportRequest reports =
        new ReportRequest(successReport ? SuccessReport.YES : SuccessReport.NO, failureReport);
    Shipment.Manner manner =
        new Shipment.Manner(type, reports, Optional.ofNullable(messageId), resume);
    return what.texts.isEmpty()
        ? what.files.stream().map(file -> Shipment.ofFile(file, manner)).toList()
        : what.texts.stream().map(text -> Shipment.ofText(text, manner)).toList();
  }

  private MsrpTimeouts timeouts() {
    return MsrpTimeouts.DEFAULT
        .withConnect(timeout)
        .withBind(timeout)
        .withTransaction(timeout)
        .withSuccessReport(timeout);
  }

  private MsrpUri firstHop(MsrpPath peer) {
    return relay.used() ? relay.uri() : peer.first();
  }

  private MsrpChannel connect(RelayOptions way, MsrpStack stack, MsrpPath peer) {
    ChunkPolicy policy = chunkSize;
    SessionOptions usual = TransportOptions.options(firstHop(peer));
    SessionOptions options = policy == null ? usual : usual.withChunkPolicy(policy);
    Connector connector =
        way.used() ? way.connector(stack, RelayMode.ACTIVE, options) : stack.connector(options);
    console.onInterrupt(connector::close);
    MsrpUri own = local;
    (own == null ? connector.prepare() : connector.prepare(own)).toCompletableFuture().join();
    return connector.complete(peer).toCompletableFuture().join();
  }
}
