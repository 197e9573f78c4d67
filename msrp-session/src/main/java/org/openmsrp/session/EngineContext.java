// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.session;

import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import org.openmsrp.domain.message.IdentifierSource;
import org.openmsrp.domain.port.logging.MsrpLogger;
import org.openmsrp.domain.port.time.Timers;

/** What the connections of a stack share. */
record EngineContext(
    Timers timers,
    Executor callbacks,
    Executor blocking,
    IdentifierSource identifiers,
    MsrpTimeouts timeouts,
    MsrpLimits limits,
    BufferPool buffers,
    MsrpLogger logger,
    Watch watch,
    AtomicLong sessionNumbers) {}
