// SPDX-License-Identifier: Apache-2.0

/** MSRP sessions: connect or accept, send and receive messages and files (RFC 4975). */
@NullMarked
package org.openmsrp.session;

import org.jspecify.annotations.NullMarked;
