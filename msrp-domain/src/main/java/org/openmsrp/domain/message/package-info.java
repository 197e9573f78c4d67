// SPDX-License-Identifier: Apache-2.0
/** Requests and responses (RFC 4975 §7), whole or as a head whose body is streamed. */
@NullMarked
package org.openmsrp.domain.message;

import org.jspecify.annotations.NullMarked;
