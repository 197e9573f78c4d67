// SPDX-License-Identifier: Apache-2.0
/** The DNS port: looking up SRV records, and the order in which they are tried (RFC 2782). */
@NullMarked
package org.openmsrp.domain.port.dns;

import org.jspecify.annotations.NullMarked;
