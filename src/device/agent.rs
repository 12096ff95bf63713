//! What a browser says it is, as a name for the device in the owner's list.

/// `安卓手机 Chrome`. The owner may change it; nobody's model number is needed.
pub(crate) fn device_name(agent: &str) -> String {
    let device = if agent.contains("iPhone") {
        "iPhone"
    } else if agent.contains("iPad") {
        "iPad"
    } else if agent.contains("Android") {
        "Android"
    } else if agent.contains("Windows") {
        "Windows"
    } else if agent.contains("Mac OS") {
        "Mac"
    } else {
        "Linux"
    };
    let browser = if agent.contains("MicroMessenger") {
        "微信"
    } else if agent.contains("Edg") {
        "Edge"
    } else if agent.contains("Firefox") {
        "Firefox"
    } else if agent.contains("Chrome") {
        "Chrome"
    } else if agent.contains("Safari") {
        "Safari"
    } else {
        return device.to_owned();
    };
    format!("{device} {browser}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_phone_and_its_browser_are_told_apart() {
        assert_eq!(
            device_name(
                "Mozilla/5.0 (Linux; Android 13; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/132.0 Mobile Safari/537.36"
            ),
            "Android Chrome"
        );
        assert_eq!(
            device_name(
                "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 Version/17.5 Mobile/15E148 Safari/604.1"
            ),
            "iPhone Safari"
        );
        assert_eq!(device_name(""), "Linux");
    }
}
