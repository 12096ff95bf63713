use serde::{Deserialize, Serialize};

use crate::text_enum::text_enum;

text_enum! {
    /// Why a whole request failed. Stable: programs may match on the word.
    pub enum ErrorCode {
        /// 400: the body is not what this route takes (cut, not UTF-8, not JSON, wrong types).
        BadRequest => "bad_request",
        /// 401: no token, or none that the hub knows.
        Unauthorized => "unauthorized",
        /// 401: the code is wrong, used or expired; which of them is not told to strangers.
        EnrolmentCodeInvalid => "enrolment_code_invalid",
        /// 401: login and password do not fit.
        LoginInvalid => "login_invalid",
        /// 403: the device was revoked: leave what is unsent in quarantine, then forget everything.
        DeviceRevoked => "device_revoked",
        /// 403: the account has no grant for this.
        NotGranted => "not_granted",
        /// 404: no such route or thing.
        NotFound => "not_found",
        /// 405: the route does not take this method.
        MethodNotAllowed => "method_not_allowed",
        /// 409: the token belongs to another replica id.
        ReplicaMismatch => "replica_mismatch",
        /// 413: the body is larger than the limit, as it travels or once decompressed.
        TooLarge => "too_large",
        /// 415: not JSON, or in an encoding the hub does not read.
        UnsupportedMedia => "unsupported_media",
        /// 426: the hub does not speak this protocol version.
        UnsupportedVersion => "unsupported_version",
        /// 429: too many tries; wait.
        TooManyRequests => "too_many_requests",
        /// 500: the hub's fault; nothing was changed.
        Internal => "internal",
        /// 503: the hub is starting, stopping or out of disk; nothing was changed.
        Unavailable => "unavailable",
        /// 404: the bundle was made by a device that this hub does not know.
        BundleUnknown => "bundle_unknown",
        /// 422: the bundle does not open: it was changed on the way, or is not what it says.
        BundleBroken => "bundle_broken",
        /// 403: the device that made the bundle was revoked.
        BundleRevoked => "bundle_revoked",
        /// 404: no record that this device may see names such a blob.
        BlobUnknown => "blob_unknown",
        /// 404: a record names the blob, and its bytes have not arrived yet.
        BlobAwaited => "blob_awaited",
        /// 422: the bytes are not those of the hash; what came of them was dropped.
        BlobBroken => "blob_broken",
        /// 409: another account has this login.
        LoginTaken => "login_taken",
        /// 409: nobody takes from themselves the grant by which they supervise.
        OwnGrant => "own_grant",
        /// 422: the file is no list that can be read; the message begins with what is wrong with it.
        ImportUnreadable => "import_unreadable",
        /// 409: another list is being imported into this community.
        ImportBusy => "import_busy",
    }
}

text_enum! {
    /// Why one transaction was refused. Stable: the app explains each in its language.
    pub enum RefusalCode {
        /// The device holds no grant for the scope, or there is no such record in it.
        NotGranted => "not_granted",
        /// The grant lets the device read only.
        ReadOnly => "read_only",
        /// Author or replica are not the device's.
        ForeignAuthor => "foreign_author",
        /// The stamp is before 2020 or after 2099.
        StampOutOfRange => "stamp_out_of_range",
        /// A base is not older than the transaction.
        BadBase => "bad_base",
        /// A record or event id belongs to another kind.
        WrongKind => "wrong_kind",
        /// A saved visit cannot be changed: correct it with a new one.
        Immutable => "immutable",
        /// A text holds NUL, an integer is beyond 2^53, an id is nil.
        BadValue => "bad_value",
        /// A text, or the number of fields or operations, is over the limit.
        TooLarge => "too_large",
        /// It writes nothing.
        Empty => "empty",
        /// The account's role may not take this step.
        StepNotAllowed => "step_not_allowed",
        /// The need or wish that an event names is not in the scope.
        UnknownSubject => "unknown_subject",
        /// Part of what it writes to has moved to another grid, part has not: save it again in
        /// parts.
        Moved => "moved",
        /// What it writes to was erased on request.
        Erased => "erased",
        /// It takes away an area in which something still is.
        InUse => "in_use",
        /// The transaction's id was used for other content: a copied or restored phone.
        IdReused => "id_reused",
        /// It merges a need into one that is not open (any more): merged itself, resolved or
        /// withdrawn.
        TargetNotOpen => "target_not_open",
        /// It takes more points than somebody has.
        NotEnoughPoints => "not_enough_points",
        /// The rule or the reward that it goes by was retired, says another number, or no piece of
        /// it is left.
        TermsChanged => "terms_changed",
    }
}

/// The JSON body of every failed request.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ErrorBody {
    /// For programs.
    pub code: ErrorCode,
    /// For the person who reads a log.
    pub message: String,
}
