// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.session;

import org.openmsrp.domain.port.logging.MsrpLogger;

/** What may differ between the sessions of a stack. */
record SessionSettings(SessionMatching matching, ChunkPolicy chunkPolicy, MsrpLogger logger) {}
