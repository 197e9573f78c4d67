// SPDX-License-Identifier: Apache-2.0
/** The logging port: traffic and events, per connection and session. */
@NullMarked
package org.openmsrp.domain.port.logging;

import org.jspecify.annotations.NullMarked;
